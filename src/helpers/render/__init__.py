"""From a staged book project to HTML and PDF; knows nothing of the disease."""
