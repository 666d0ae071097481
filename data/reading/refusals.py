"""What the process that reads files has to say against one, as a sentence."""
from data.errors import InputProblem, PasswordNeeded
from data.reading import limits
from data.text import _


def refusal(problem: str, name: str) -> InputProblem:
    """The sentence for a word of the reading process; an unknown word means a damaged file."""
    match problem:
        case "password":
            return PasswordNeeded(_("{file} is locked. Enter the password that was chosen when it was downloaded."), file=name)
        case "wrong_password":
            return PasswordNeeded(_("The password does not open {file}. Enter the one that was chosen when it was downloaded."),
                                  file=name)
        case "spins":
            return InputProblem(_("{file} is locked in a way that takes too long to open. Save it in Excel without a password "
                                  "and try again."), file=name)
        case "size":
            return InputProblem(_("{file} unpacks to more than a table of sales should hold. Download it again from the "
                                  "seller centre, for a shorter period."), file=name)
        case "memory":
            return InputProblem(_("{file} needs more memory than a table of sales should. Save it anew in Excel, with the rows "
                                  "that hold data only, and try again."), file=name)
        case "time":
            return InputProblem(_("{file} takes longer to read than a table of sales should. Download it for a shorter period, "
                                  "or save it anew in Excel."), file=name)
        case "rows":
            return InputProblem(_("{file} has more than {limit} rows. Download it for a shorter period."),
                                file=name, limit=f"{limits.MAX_ROWS:,}")
        case "columns":
            return InputProblem(_("{file} has more than {limit} columns. Download it again from the seller centre."),
                                file=name, limit=f"{limits.MAX_COLUMNS:,}")
        case "sheets":
            return InputProblem(_("{file} has more than {limit} sheets. Save the sheet that holds the data in a file of its "
                                  "own."), file=name, limit=f"{limits.SHEETS:,}")
        case "members":
            return InputProblem(_("{file} holds more than {limit} files. Unpack it and bring the ones that matter."),
                                file=name, limit=f"{limits.MEMBERS:,}")
        case "locked_zip":
            return InputProblem(_("{file} is an archive with a password. Unpack it and bring the files themselves."), file=name)
        case "entities":
            return InputProblem(_("{file} holds XML declarations that no seller centre writes. Save it anew in Excel and try "
                                  "again."), file=name)
        case "document":
            return InputProblem(_("{file} is a picture or a document, not a table. Download the Excel or CSV file."), file=name)
        case "no_table":
            return InputProblem(_("{file} is a web page that holds no table. Download the Excel or CSV file."), file=name)
        case "garbled":
            return InputProblem(_("The Korean in {file} was lost when another program saved it. Bring the file as it was "
                                  "downloaded, without opening it first."), file=name)
        case "csv":
            return InputProblem(_("{file} cannot be read as a CSV. Save it as Excel and try again."), file=name)
        case _:
            return InputProblem(_("{file} is damaged or is no Excel file. Download it again from the seller centre."), file=name)
