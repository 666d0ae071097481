"""Loads the demo: three fictional merchants through their export files, and a fictional cohort of 300."""
import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.errors import InputProblem
from data.read import Upload
from data.samples import cohort, frames, joining, trio
from data.text import _
from data.workspace import Workspace

Progress = Callable[[float, dict[str, Any]], None]
"""Called with the share that is done and what is being done, a text as results keep it: {"text", "params"}."""
SETTING = "demo"


def edition() -> str:
    """Changes with the generator's code: the same edition means the same demo."""
    code = b"".join(p.read_bytes() for p in sorted(Path(__file__).parent.rglob("*.py")))
    return hashlib.sha256(code).hexdigest()[:12]


def is_loaded(workspace: Workspace) -> bool:
    """Whether this edition of the demo is in the store."""
    return workspace.setting(SETTING) == edition()


def load_demo(workspace: Workspace, progress: Progress | None = None) -> dict[str, Any]:
    """Load the demo unless this edition of it is there already.

    Returns {"loaded": whether anything was done, "edition", "password", "merchants": [{"merchant_id", "name", "files": […]}],
    "cohort": […], "programme": {"members", "treatments", "survey"}} with the entries of the intake, empty where nothing was
    done. Everything loaded has an id that begins
    with "demo"; loading again, or a newer edition over an older, updates the same rows.
    """
    from data.intake import intake, intake_cohort

    def tell(share: float, message: str, **params: Any) -> None:
        if progress is not None:
            progress(share, {"text": message, "params": params})

    loaded = is_loaded(workspace)
    summary: dict[str, Any] = {"loaded": not loaded, "edition": edition(), "password": trio.PASSWORD, "merchants": [],
    "cohort": [], "programme": {}}
    if loaded:
        tell(1.0, _("The fictional merchants are already there."))
        return summary
    for number, merchant in enumerate(trio.merchants()):
        name = merchant.record["name"]
        tell(0.05 + 0.1 * number, _("Loading the files of {name}"), name=name)
        workspace.save_merchant(merchant.merchant_id, **merchant.record)
        uploads = [Upload(f.name, f.content) for f in merchant.files]
        entries = intake(workspace, merchant.merchant_id, uploads, password=trio.PASSWORD)
        summary["merchants"].append({"merchant_id": merchant.merchant_id, "name": name, "files": entries})
    tell(0.4, _("Making up a cohort of {n:number} fictional merchants"), n=cohort.SIZE)
    with tempfile.TemporaryDirectory(prefix="demo-") as folder:
        frames.write(cohort.cohort(), Path(folder))
        tell(0.75, _("Loading the cohort of {n:number} fictional merchants"), n=cohort.SIZE)
        summary["cohort"] = intake_cohort(workspace, Path(folder))
    tell(0.95, _("Loading the programmes that they take part in"))
    summary["programme"] = joining.join(workspace)
    workspace.save_setting(SETTING, edition())
    tell(1.0, _("The fictional merchants are ready."))
    return summary


def write_files(folder: Path) -> list[Path]:
    """The export files of the three merchants, a folder each, and a README in Korean and English with the password.

    Raises `InputProblem` where the folder cannot be written.
    """
    contents = {Path(m.merchant_id) / f.name: f.content for m in trio.merchants() for f in m.files}
    contents[Path("README.md")] = _readme().encode()
    try:
        for name, content in contents.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    except OSError as error:
        raise InputProblem(_("The folder {folder} cannot be written. Choose another folder."), folder=str(folder)) from error
    return [folder / name for name in contents]


def _readme() -> str:
    korean, english = [], []
    about = {trio.UNLISTED: ("아직 온라인에 입점하지 않은 가게", "not yet listed"),
             trio.STRUGGLING: ("입점했지만 잘 팔리지 않는 가게", "listed but struggling"),
             trio.GROWING: ("네이버와 쿠팡에서 자라는 가게", "growing on Naver and Coupang")}
    for merchant in trio.merchants():
        name, (ko, en) = merchant.record["name"], about[merchant.merchant_id]
        files = [f"  - `{f.name}`" + (" 🔒" if f.password else "") for f in merchant.files]
        korean += [f"- **{name}** — {ko} (`{merchant.merchant_id}/`)", *files]
        english += [f"- **{name}** — {en} (`{merchant.merchant_id}/`)", *files]
    return "\n".join([
        "# 연습용 판매 자료 / Files to practise with", "",
        "가게, 사람, 주소, 전화번호는 모두 지어낸 것이에요. 자료 화면에 파일을 올려 보세요.",
        f"🔒 표시가 있는 파일은 암호가 걸려 있어요. 암호는 **{trio.PASSWORD}** 예요.", "", *korean, "", "---", "",
        "Every shop, person, address and phone number here is invented. Upload the files on the page for files.",
        f"Files with 🔒 are encrypted. The password is **{trio.PASSWORD}**.", "", *english, ""])
