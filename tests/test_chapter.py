import pytest

from helpers.chapter import Review, open_review
from helpers.errors import BookError


def test_a_chapter_finds_the_data_from_wherever_it_runs(yang45_folder, tmp_path, monkeypatch):
    (tmp_path / "_quarto.yml").touch()
    (tmp_path / "data").symlink_to(yang45_folder)
    (tmp_path / "chapters" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "chapters" / "deep")
    assert str(open_review("data").share("regions", "thoracic")) == "28/45 (62.2%)"
    assert str(open_review(str(yang45_folder)).total()) == "45"


def test_a_review_counts_its_cohort_and_keeps_the_whole(shipped):
    review = Review(shipped, "biopsy_confirmed")
    assert str(review.total()) == str(review.quantity("cases")) == "13"
    assert len(review.whole.cases) == 20
    assert review.cohort_label == "biopsy-confirmed only"


def test_a_cohort_can_speak_of_all_cases_and_says_which_it_counts(shipped):
    review = Review(shipped, "biopsy_confirmed")
    every = review.of_all("biopsy_confirmed")
    assert (str(every), every.id) == ("13/20 (65.0%)", "biopsy_confirmed.yes[cohort=all]")
    assert every.label.endswith(", all cases")
    assert str(review.share("biopsy_confirmed")) == "13/13 (100.0%)"
    assert str(review.reports) == "13 reports (biopsy-confirmed only)"
    assert str(Review(shipped).reports) == "18 reports"


def test_the_screening_stays_that_of_the_whole(shipped):
    review = Review(shipped, "biopsy_confirmed")
    assert str(review.quantity("screening.identified")) == "123"
    assert str(review.quantity("screening.cases")) == "20"


def test_an_unknown_quantity_is_refused(shipped):
    with pytest.raises(BookError, match=r'no quantity "regions\.brain"'):
        Review(shipped).quantity("regions.brain")


def test_missing_data_are_a_message(tmp_path):
    with pytest.raises(BookError):
        open_review(str(tmp_path / "nowhere"))
