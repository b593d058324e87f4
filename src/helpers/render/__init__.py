"""From a staged project to the book: HTML pages and a PDF."""

from helpers.render.renderer import Renderer, choose

__all__ = ["Renderer", "choose"]
