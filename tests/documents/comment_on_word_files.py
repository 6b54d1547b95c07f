# tests/documents/comment_on_word_files.py · somebody comments on a clause of each Word file of a folder, saves it and opens it again.
# Use:   comment_on_word_files.py <folder>     needs the package python-docx, 1.2 or later
import pathlib
import sys

import docx


def main(folder):
    commented = 0
    for file in sorted(pathlib.Path(folder).glob("*.docx")):
        opened = docx.Document(file)
        words = [one.text for one in opened.paragraphs]
        clauses = [one for one in opened.paragraphs if one.style.name == "Clause" and one.runs]
        if not clauses:  # a statement
            continue
        opened.add_comment(runs=clauses[-1].runs[-1], text="Is this agreed?", author="Reader", initials="R")
        saved = file.with_name("commented-" + file.name)
        opened.save(saved)
        again = docx.Document(saved)
        assert [one.text for one in again.comments] == ["Is this agreed?"], file.name
        assert [one.text for one in again.paragraphs] == words, file.name
        assert again.core_properties.title and again.core_properties.language == "en-GB", file.name
        saved.unlink()
        commented += 1
    assert commented > 0
    print(f"{commented} files take a comment, and keep it and their words")


main(sys.argv[1])
