"""Folders, whole-or-nothing writes, locks and what killed writers leave behind."""

import os
import re
import stat
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from platformdirs.macos import MacOS
from platformdirs.windows import Windows
from storage_mistakes import (
    CHOOSE_FOLDER,
    CLOSED,
    FOREIGN,
    FULL,
    HELD,
    IN_THE_WAY,
    NO_FOLDER,
    NO_ROOM,
)

from llmnb import storage
from llmnb.errors import StorageError
from llmnb.storage.leftovers import host_name


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a Python process that has llmnb.storage and prints a line when it is ready."""
    program = """\
        import sys, time
        from pathlib import Path
        from llmnb import storage
        from llmnb.errors import StorageError
    """
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(program) + textwrap.dedent(code),
            *map(str, arguments),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@contextmanager
def unprivileged():
    """Run as a user to whom permissions apply, with a folder of root's that all may enter."""
    with tempfile.TemporaryDirectory() as folder:
        closed = Path(folder)
        closed.chmod(0o555)
        if os.geteuid() == 0:
            os.seteuid(65534)
        try:
            yield closed
        finally:
            if os.getuid() == 0:
                os.seteuid(0)
            closed.chmod(0o755)


class TestFolders:
    def test_cache_follows_the_variable(self):
        assert storage.cache_folder({"LLMNB_CACHE": "/scratch/models"}) == Path("/scratch/models")

    def test_home_and_relative_names_become_absolute(self, monkeypatch, tmp_path):
        monkeypatch.setenv("HOME", "/home/ada")
        monkeypatch.chdir(tmp_path)
        assert storage.cache_folder({"LLMNB_CACHE": "~/big"}) == Path("/home/ada/big")
        assert storage.cache_folder({"LLMNB_CACHE": "here"}) == tmp_path / "here"

    def test_macos_has_its_own_names(self, monkeypatch):
        monkeypatch.setattr("platformdirs.PlatformDirs", MacOS)
        monkeypatch.setenv("HOME", "/Users/ada")
        for variable in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):  # which platformdirs follows there too
            monkeypatch.delenv(variable, raising=False)
        assert storage.cache_folder({}) == Path("/Users/ada/Library/Caches/llmnb")
        assert storage.data_folder() == Path("/Users/ada/Library/Application Support/llmnb")

    @pytest.mark.skipif(sys.platform == "win32", reason="there the system is asked")
    def test_windows_has_its_own_names(self, monkeypatch):
        local = "/C/Users/ada/AppData/Local"
        monkeypatch.setattr("platformdirs.PlatformDirs", Windows)
        monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda name: local)
        assert storage.cache_folder({}) == Path(local, "llmnb", "Cache")
        assert storage.data_folder() == Path(local, "llmnb")

    @pytest.mark.skipif(sys.platform != "linux", reason="names of Linux")
    def test_defaults_are_the_users_own(self, monkeypatch):
        monkeypatch.setenv("XDG_CACHE_HOME", "/home/ada/.cache")
        monkeypatch.setenv("XDG_DATA_HOME", "/home/ada/.local/share")
        assert storage.cache_folder({"LLMNB_CACHE": " "}) == Path("/home/ada/.cache/llmnb")
        assert storage.data_folder() == Path("/home/ada/.local/share/llmnb")
        monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
        assert storage.runtime_folder() == Path("/run/user/1000/llmnb")
        monkeypatch.delenv("XDG_RUNTIME_DIR")
        assert storage.runtime_folder() == Path("/home/ada/.local/share/llmnb/runtime")

    def test_private_folders_and_those_above_them_are_closed_to_others(self, tmp_path):
        folder = storage.make_private(tmp_path / "new" / "deep")
        assert (mode(folder), mode(folder.parent)) == (0o700, 0o700)

    def test_a_file_in_the_way_is_named(self, tmp_path):
        (tmp_path / "taken").write_text("")
        folder = tmp_path / "taken" / "deep"
        with pytest.raises(StorageError) as raised:
            storage.make_private(folder)
        assert str(raised.value) == IN_THE_WAY.message.format(folder=folder)

    @pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs the folder /proc")
    def test_a_place_without_folders_is_named(self):
        with pytest.raises(StorageError) as raised:
            storage.make_private(Path("/proc/llmnb"))
        assert str(raised.value) == NO_FOLDER.message.format(folder="/proc/llmnb")

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
    def test_a_folder_of_another_user_is_refused(self):
        with tempfile.TemporaryDirectory() as outer:
            Path(outer).chmod(0o755)
            folder = Path(outer, "given")
            folder.mkdir()
            os.chown(folder, 12345, 12345)
            code = (
                "import os\nos.setuid(65534)\nprint('ready', flush=True)\n"
                "try:\n    storage.make_private(Path(sys.argv[1]))\n"
                "except StorageError as error:\n    print(error)"
            )
            said, _ = start(code, folder).communicate()
        assert said == FOREIGN.message.format(folder=folder) + "\n"


class TestAtomicFolder:
    def test_appears_whole_and_private(self, tmp_path):
        final = tmp_path / "models" / "one"
        with storage.atomic_folder(final) as building:
            (building / "weights").mkdir()
            (building / "weights" / "a.bin").write_bytes(b"abc")
            assert building.parent == final.parent
            assert not final.exists()
        assert (final / "weights" / "a.bin").read_bytes() == b"abc"
        assert names(final.parent) == ["one"]
        assert mode(final) == 0o700

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
    def test_leaves_nothing_on_an_error(self, tmp_path, error):
        def build():
            with storage.atomic_folder(tmp_path / "one") as building:
                (building / "half").write_text("")
                raise error

        with pytest.raises(error):
            build()
        assert names(tmp_path) == []

    def test_the_first_to_finish_wins(self, tmp_path):
        final = tmp_path / "one"
        with storage.atomic_folder(final) as building:
            (building / "late").write_text("")
            with storage.atomic_folder(final) as other:
                (other / "early").write_text("")
        assert names(final) == ["early"]
        assert names(tmp_path) == ["one"]

    @pytest.mark.parametrize("replace", [False, True])
    def test_many_at_once_leave_one_whole_folder(self, tmp_path, replace):
        final = tmp_path / "one"
        failed: list[int] = []

        def build(number: int) -> None:
            failed.append(number)
            with storage.atomic_folder(final, replace=replace) as building:
                for part in "abc":
                    (building / part).write_text(str(number))
            failed.remove(number)

        threads = [threading.Thread(target=build, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        assert names(tmp_path) == ["one"]
        assert names(final) == ["a", "b", "c"]
        assert len({(final / part).read_text() for part in "abc"}) == 1

    def test_replaces_on_request(self, tmp_path):
        final = tmp_path / "one"
        for name in ("old", "new"):
            with storage.atomic_folder(final, replace=True) as building:
                (building / name).write_text("")
        assert names(final) == ["new"]
        assert names(tmp_path) == ["one"]

    @pytest.mark.parametrize("replace", [False, True])
    def test_a_file_of_that_name_is_an_error(self, tmp_path, replace):
        final = tmp_path / "one"
        final.write_text("mine")
        with (
            pytest.raises(StorageError) as raised,
            storage.atomic_folder(final, replace=replace),
        ):
            pass
        assert str(raised.value) == IN_THE_WAY.message.format(folder=final)
        assert final.read_text() == "mine"
        assert names(tmp_path) == ["one"]

    def test_room_is_checked_before_the_work(self, tmp_path):
        final = tmp_path / "one"
        with (
            pytest.raises(StorageError) as raised,
            storage.atomic_folder(final, needed=5 * 10**18),
        ):
            pytest.fail("the work has begun")
        message = re.sub(r"[\d.]+ [kMGT]B free", "N free", str(raised.value))
        assert message == NO_ROOM.message.format(folder=final, free="N")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
    def test_a_full_disk_is_explained(self, tmp_path):
        def build():
            with storage.atomic_folder(tmp_path / "one", needed=2_500_000):
                Path("/dev/full").write_bytes(b"x")

        with pytest.raises(StorageError) as raised:
            build()
        message = re.sub(r"[\d.]+ [kMGT]B free", "N free", str(raised.value))
        assert message == FULL.message.format(folder=tmp_path / "one", free="N")
        assert isinstance(raised.value.__cause__, OSError)
        assert names(tmp_path) == []

    def test_a_closed_folder_is_explained(self):
        with (
            unprivileged() as closed,
            pytest.raises(StorageError) as raised,
            storage.atomic_folder(closed / "models" / "one"),
        ):
            pass
        assert str(raised.value) == CLOSED.message.format(folder=closed / "models")

    @pytest.mark.parametrize("error", [FileNotFoundError, NotImplementedError])
    def test_other_errors_pass_untouched(self, tmp_path, error):
        with pytest.raises(error), storage.atomic_folder(tmp_path / "one"):
            raise error


class TestAtomicWrite:
    def test_writes_bytes_and_text_for_this_user(self, tmp_path):
        path = tmp_path / "deep" / "file"
        storage.atomic_write(path, b"\x00\xff")
        assert path.read_bytes() == b"\x00\xff"
        storage.atomic_write(path, "schön\n")
        assert path.read_bytes() == "schön\n".encode()
        assert (mode(path), mode(path.parent)) == (0o600, 0o700)
        assert names(path.parent) == ["file"]

    def test_follows_a_link(self, tmp_path):
        (tmp_path / "real").write_text("old")
        (tmp_path / "link").symlink_to("real")
        storage.atomic_write(tmp_path / "link", "new")
        assert (tmp_path / "real").read_text() == "new"
        assert (tmp_path / "link").is_symlink()

    def test_readers_never_see_half_a_file(self, tmp_path):
        path = tmp_path / "file"
        contents = {"a" * 200_000, "b" * 200_000}
        storage.atomic_write(path, "a" * 200_000)
        seen: set[str] = set()
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                seen.add(path.read_text())

        reader = threading.Thread(target=read)
        reader.start()
        for content in sorted(contents) * 20:
            storage.atomic_write(path, content)
        done.set()
        reader.join()
        assert seen <= contents

    def test_a_closed_folder_that_the_user_named_is_explained_without_a_variable(self):
        with unprivileged() as closed, pytest.raises(StorageError) as raised:
            storage.atomic_write(closed / "chat.md", "text", variable=None)
        assert raised.value.hint == "Change its owner or permissions, or name a folder of yours."

    def test_a_closed_folder_is_explained(self):
        with unprivileged() as closed, pytest.raises(StorageError) as raised:
            storage.atomic_write(closed / "file", "text")
        expected = rf"No access to {closed}/\.llmnb-\w+-{os.getpid()}-\w+: Permission denied\. "
        assert re.fullmatch(expected + re.escape(CHOOSE_FOLDER), str(raised.value))


class TestLock:
    HOLD = """
        with storage.lock(Path(sys.argv[1])):
            print("ready", flush=True)
            time.sleep(float(sys.argv[2]))
    """

    def test_gives_up_with_what_to_do(self, tmp_path):
        path = tmp_path / "one.lock"
        holder = start(self.HOLD, path, 30)
        try:
            with pytest.raises(StorageError) as raised, storage.lock(path, timeout=0):
                pass
        finally:
            holder.kill()
            holder.communicate()
        assert str(raised.value) == HELD.message.format(folder=tmp_path / "one")

    def test_waits_and_says_so(self, tmp_path):
        path = tmp_path / "one.lock"
        holder = start(self.HOLD, path, 0.5)
        waits: list[float] = []
        with storage.lock(path, timeout=30, on_wait=waits.append):
            assert waits == sorted(waits)
            assert len(waits) >= 2
        holder.communicate()

    def test_a_killed_holder_frees_it(self, tmp_path):
        path = tmp_path / "one.lock"
        holder = start(self.HOLD, path, 30)
        holder.kill()
        holder.communicate()
        with storage.lock(path, timeout=5):
            pass

    def test_waiting_can_be_ended_from_outside(self, tmp_path):
        path = tmp_path / "one.lock"

        def stop(waited: float) -> None:
            raise KeyboardInterrupt

        with (
            storage.lock(path),
            pytest.raises(KeyboardInterrupt),
            storage.lock(path, on_wait=stop),
        ):
            pass

    def test_threads_exclude_each_other(self, tmp_path):
        inside, most = 0, 0

        def work() -> None:
            nonlocal inside, most
            with storage.lock(tmp_path / "deep" / "one.lock"):
                inside += 1
                most = max(most, inside)
                time.sleep(0.01)
                inside -= 1

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert most == 1


class TestSweep:
    BUILD = """
        with storage.atomic_folder(Path(sys.argv[1])) as building:
            (building / "half").write_text("")
            print("ready", flush=True)
            time.sleep(30)
    """

    def test_removes_what_a_killed_process_left_and_nothing_else(self, tmp_path):
        (tmp_path / "model").mkdir()
        (tmp_path / ".llmnb-notes").write_text("not ours")
        dead = start(self.BUILD, tmp_path / "dead")
        left = [tmp_path / name for name in names(tmp_path) if f"-{dead.pid}-" in name]
        dead.kill()
        dead.communicate()
        alive = start(self.BUILD, tmp_path / "alive")
        try:
            with storage.atomic_folder(tmp_path / "mine") as mine:
                assert storage.sweep(tmp_path) == left
                kept = names(tmp_path)
                assert storage.sweep(tmp_path) == []
        finally:
            alive.kill()
            alive.communicate()
        assert len(left) == 1
        assert len(kept) == 4
        assert {mine.name, "model", ".llmnb-notes"} < set(kept)

    def test_a_process_with_a_reused_number_protects_nothing(self, tmp_path):
        left = tmp_path / f".llmnb-{host_name()}-{os.getpid()}-00000000"
        left.write_text("")
        os.utime(left, (1e9, 1e9))
        assert storage.sweep(tmp_path) == [left]

    def test_another_hosts_work_is_left_alone_for_a_day(self, tmp_path):
        fresh, old = (tmp_path / f".llmnb-elsewhere-1-0000000{n}" for n in (1, 2))
        for path in (fresh, old):
            path.mkdir()
        day_ago = time.time() - 25 * 3600
        os.utime(old, (day_ago, day_ago))
        assert storage.sweep(tmp_path) == [old]
        assert names(tmp_path) == [fresh.name]

    def test_a_missing_folder_is_clean(self, tmp_path):
        assert storage.sweep(tmp_path / "none") == []


def test_import_stays_light():
    code = (
        "import sys, llmnb.storage\n"
        "print(sorted({'platformdirs', 'filelock', 'psutil'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
