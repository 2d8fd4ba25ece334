"""Pictures: the external upload in three steps; https://docs.slack.dev/messaging/working-with-files#upload."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.slack_fake.methods import Call
from tests.slack_fake.nouns import Json, Message, Wrong


@dataclass
class Upload:
    """A file on its way: what was announced, and the bytes once they came."""

    id: str
    name: str
    length: int
    alt: str = ""
    data: bytes = b""
    title: str = ""
    done: bool = False


class Files:
    """`address` gives the host of the upload URLs, once the server listens; `downloads` were asked for, by id."""

    def __init__(self) -> None:
        self.address = ""
        self.uploads: dict[str, Upload] = {}
        self.chosen: dict[str, Upload] = {}
        self.downloads: list[str] = []

    def methods(self) -> dict[str, Any]:
        return {
            "files.info": self.info,
            "files.getUploadURLExternal": self.get_url,
            "files.completeUploadExternal": self.complete,
        }

    def choose(self, id: str, name: str, data: bytes) -> Json:
        """Somebody chose a file in a form; the file object as a submission brings it."""
        self.chosen[id] = Upload(id, name, len(data), data=data)
        return self._described(self.chosen[id])

    def info(self, call: Call) -> Json:
        file = self.chosen.get(call.text("file"))
        if file is None:
            raise Wrong("file_not_found", complain=False)  # it may have been deleted meanwhile
        return {"file": self._described(file)}

    def _described(self, file: Upload) -> Json:
        """https://docs.slack.dev/reference/objects/file-object"""
        address = f"{self.address}/files-pri/{file.id}"
        return {
            "id": file.id,
            "name": file.name,
            "title": file.name,
            "mimetype": "application/octet-stream",
            "size": file.length,
            "mode": "hosted",
            "url_private": address,
            "url_private_download": f"{address}/download",
        }

    def get_url(self, call: Call) -> Json:
        name, length = call.text("filename"), call.number("length", 0)
        if not name or length <= 0:
            raise Wrong("invalid_arguments", "filename and length are needed")
        file = call.workspace.new_id("F")
        self.uploads[file] = Upload(file, name, length, call.text("alt_txt"))
        return {"upload_url": f"{self.address}/upload/{file}", "file_id": file}

    def received(self, id: str, data: bytes) -> bool:
        upload = self.uploads.get(id)
        if upload is None or upload.done or len(data) != upload.length:
            return False
        upload.data = data
        return True

    def complete(self, call: Call) -> Json:
        """Without a channel the file stays private to the app, and is shown by an image block that names it."""
        given = call.arguments.get("files")
        if not isinstance(given, list) or not given:
            raise Wrong("invalid_arguments", "files is needed")
        done = [self._completed(one) for one in given]
        if call.text("channel_id"):
            conversation = call.workspace.writable(call.text("channel_id"))
            ts, thread = call.workspace.new_ts(), call.text("thread_ts")
            said = call.text("initial_comment")
            message = Message(ts=ts, user=call.workspace.bot.user, text=said, files=done, thread_ts=thread)
            call.workspace.post(conversation, message)
        return {"files": done}

    def _completed(self, given: Any) -> Json:
        upload = self.uploads.get(given.get("id", "")) if isinstance(given, dict) else None
        if upload is None or not upload.data or upload.done:
            raise Wrong("file_not_found")
        upload.done, upload.title = True, given.get("title") or upload.name
        return {"id": upload.id, "title": upload.title, "name": upload.name, "alt_txt": upload.alt}
