"""A refusal in one sentence, which the reader's words can say as well."""

from reports.words import Words


class Refused(ValueError):
    """What was asked cannot be done; the text's places in braces are filled from the values."""

    def __init__(self, text: str, /, **values: object) -> None:
        """Take the sentence, marked for translation, and what fills its places."""
        super().__init__(text.format(**values) if values else text)
        self.text = text
        self.values = values

    def said(self, _: Words) -> str:
        """Say it in the reader's words."""
        return _(self.text, **self.values)
