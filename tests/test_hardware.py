"""Detection of processors, memory limits and GPUs on sample machines (see hardware_trees)."""

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

import pytest
from nvml_standin import Gpu, Nvml

from llmnb.hardware import Accelerator, Cpu, Hardware, Memory, bandwidth, detect, nvidia
from llmnb.hardware.bandwidth import read_bandwidth
from llmnb.hardware.nvidia import MEMORY_CLOCK
from llmnb.hardware.tree import Tree

TREES = Path(__file__).parent / "hardware_trees"
GIB = 2**30
NO_GPU = "No NVIDIA or AMD GPU was found."
AVX512 = {"avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512_vnni"}
UP_TO_AVX2 = {"sse4_2", "avx", "avx2", "fma", "f16c"}


@pytest.fixture
def machine(tmp_path):
    """Return a function that lays sample trees and single files over each other."""

    def build(*trees: str, **files: str) -> Path:
        for tree in trees:
            shutil.copytree(TREES / tree, tmp_path, dirs_exist_ok=True)
        for name, text in files.items():
            write(tmp_path, name, text)
        return tmp_path

    return build


def write(root: Path, name: str, text: str = "") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def repeat(root: Path, threads: int, cores: int, sockets: int = 1) -> None:
    """Repeat the first processor; thread `cores` is the second one of core 0, and so on."""
    stanza = (root / "proc/cpuinfo").read_text().split("\n\n")[0]
    stanzas = []
    for number in range(threads):
        core, socket = number % cores, number * sockets // threads if sockets > 1 else 0
        text = re.sub(r"(?m)^(processor\s*): .*", rf"\1: {number}", stanza)
        text = re.sub(r"(?m)^(core id\s*): .*", rf"\1: {core}", text)
        stanzas.append(re.sub(r"(?m)^(physical id\s*): .*", rf"\1: {socket}", text))
    write(root, "proc/cpuinfo", "\n\n".join(stanzas))


def allow(root: Path, cpus: str) -> None:
    write(root, "proc/self/status", f"Name:\tpython\nCpus_allowed_list:\t{cpus}\n")


def pci(root: Path, vendor: str, kind: str, driver: str = "") -> None:
    device = root / "sys/bus/pci/devices/0000:65:00.0"
    write(device, "class", f"{kind}\n")
    write(device, "vendor", f"{vendor}\n")
    if driver:
        (device / "driver").symlink_to(f"../../../bus/pci/drivers/{driver}")


class TestProcessors:
    def test_a_whole_machine(self, machine):
        assert detect(machine("xeon-vm")) == Hardware(
            cpu=Cpu(
                vendor="intel",
                model="Intel(R) Xeon(R) Processor @ 2.80GHz",
                architecture="x86_64",
                physical_cores=2,
                logical_cores=2,
                usable_cores=2,
                quota=None,
                limited_by="machine",
                instruction_sets=frozenset(UP_TO_AVX2 | AVX512),
            ),
            accelerators=(),
            memory=Memory(total=25276510208, available=24677343232, limited_by="machine"),
            notes=(NO_GPU,),
        )

    @pytest.mark.parametrize(
        ("tree", "threads", "cores", "vendor", "model", "sets"),
        [
            ("i7-8650u", 8, 4, "intel", "Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz", UP_TO_AVX2),
            (
                "core-ultra-285",
                24,
                24,
                "intel",
                "Intel(R) Core(TM) Ultra 9 285",
                UP_TO_AVX2 | {"avx_vnni"},
            ),
            (
                "xeon-8480",
                112,
                56,
                "intel",
                "Intel(R) Xeon(R) Platinum 8480+",
                UP_TO_AVX2
                | AVX512
                | {"avx_vnni", "avx512_bf16", "avx512_fp16", "amx_tile", "amx_int8", "amx_bf16"},
            ),
            (
                "epyc-9654",
                96,
                96,
                "amd",
                "AMD EPYC 9654 96-Core Processor",
                UP_TO_AVX2 | AVX512 | {"avx512_bf16"},
            ),
            ("ryzen-5950x", 32, 16, "amd", "AMD Ryzen 9 5950X 16-Core Processor", UP_TO_AVX2),
        ],
    )
    def test_x86(self, machine, tree, threads, cores, vendor, model, sets):
        root = machine(tree)
        repeat(root, threads, cores)
        assert detect(root).cpu == Cpu(
            vendor, model, "x86_64", cores, threads, cores, None, "machine", frozenset(sets)
        )

    @pytest.mark.parametrize(
        ("tree", "cores", "vendor", "model", "sets"),
        [
            ("graviton2", 64, "arm", "Neoverse-N1", {"neon", "dotprod", "fp16"}),
            ("raspberry-pi-4", 4, "arm", "Cortex-A72", {"neon"}),
            ("apple-m1", 8, "apple", "Apple core 0x022", {"neon", "dotprod", "fp16"}),
        ],
    )
    def test_arm(self, machine, tree, cores, vendor, model, sets):
        root = machine(tree)
        repeat(root, cores, cores)
        assert detect(root).cpu == Cpu(
            vendor, model, "aarch64", cores, cores, cores, None, "machine", frozenset(sets)
        )

    def test_two_sockets_with_the_same_core_numbers(self, machine):
        root = machine("xeon-8480")
        repeat(root, 112, 56, sockets=2)
        assert (detect(root).cpu.physical_cores, detect(root).cpu.logical_cores) == (112, 112)

    def test_arm_hyper_threads_are_found_in_sysfs(self, machine):
        root = machine("graviton2")
        repeat(root, 4, 4)
        for number, siblings in enumerate(["0,2", "1,3", "0,2", "1,3"]):
            folder = f"sys/devices/system/cpu/cpu{number}/topology"
            write(root, f"{folder}/thread_siblings_list", siblings)
        assert (detect(root).cpu.physical_cores, detect(root).cpu.logical_cores) == (2, 4)

    def test_big_and_little_cores_have_two_names_and_what_both_can_do(self, machine):
        little = (TREES / "raspberry-pi-4/proc/cpuinfo").read_text().split("\n\n")[0]
        big = (TREES / "graviton2/proc/cpuinfo").read_text().replace(": 0\n", ": 1\n", 1)
        cpu = detect(machine(**{"proc/cpuinfo": f"{little}\n\n{big}"})).cpu
        assert (cpu.model, cpu.instruction_sets) == ("Cortex-A72 + Neoverse-N1", {"neon"})

    def test_affinity_counts_cores_not_threads(self, machine):
        root = machine("ryzen-5950x")
        repeat(root, 32, 16)
        allow(root, "0-2,16-18")
        cpu = detect(root).cpu
        assert (cpu.physical_cores, cpu.usable_cores, cpu.limited_by) == (16, 3, "affinity")

    def test_a_mask_that_fits_no_processor_says_nothing(self, machine):
        root = machine("ryzen-5950x")
        repeat(root, 4, 4)
        allow(root, "40-43")
        assert detect(root).cpu.usable_cores == 4


class TestLimits:
    def test_cgroup_v2_container(self, machine):
        root = machine("xeon-vm", "cgroup-v2-container")
        hardware = detect(root)
        assert hardware.memory == Memory(
            total=44040192, available=44040192 - 6291456, limited_by="/sys/fs/cgroup/memory.max"
        )
        cpu = hardware.cpu
        assert (cpu.usable_cores, cpu.quota, cpu.limited_by) == (
            1,
            0.42,
            "/sys/fs/cgroup/cpu.max",
        )

    def test_cgroup_v2_limit_on_an_upper_level(self, machine):
        root = machine("ryzen-5950x", "cgroup-v2-container")
        repeat(root, 32, 16)
        shutil.rmtree(root / "sys/fs/cgroup")
        group = "sys/fs/cgroup/user.slice"
        write(root, "proc/meminfo", "MemTotal: 67108864 kB\nMemAvailable: 33554432 kB\n")
        write(root, "proc/self/cgroup", "0::/user.slice/jupyter.service\n")
        write(root, "sys/fs/cgroup/cgroup.controllers", "cpu memory\n")
        write(root, f"{group}/memory.max", "max\n")
        write(root, f"{group}/memory.high", f"{16 * GIB}\n")
        write(root, f"{group}/memory.current", f"{GIB}\n")
        write(root, f"{group}/cpu.max", "350000 100000\n")
        write(root, f"{group}/jupyter.service/memory.max", f"{48 * GIB}\n")
        write(root, f"{group}/jupyter.service/cpu.max", "max 100000\n")
        hardware = detect(root)
        assert hardware.memory == Memory(16 * GIB, 15 * GIB, f"/{group}/memory.high")
        cpu = hardware.cpu
        assert (cpu.usable_cores, cpu.quota, cpu.limited_by) == (4, 3.5, f"/{group}/cpu.max")

    def test_cgroup_v1_pod_whose_path_is_the_hosts(self, machine):
        hardware = detect(machine("xeon-vm", "cgroup-v1-pod"))
        assert hardware.memory == Memory(
            total=2 * GIB,
            available=2 * GIB - 402653184,
            limited_by="/sys/fs/cgroup/memory/memory.limit_in_bytes",
        )
        cpu = hardware.cpu
        assert (cpu.usable_cores, cpu.quota, cpu.limited_by) == (
            1,
            1.0,
            "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us",
        )

    def test_a_quota_above_the_cores_limits_nothing(self, machine):
        root = machine("xeon-vm", "cgroup-v2-container")
        write(root, "sys/fs/cgroup/cpu.max", "800000 100000\n")
        cpu = detect(root).cpu
        assert (cpu.usable_cores, cpu.quota, cpu.limited_by) == (2, 8.0, "machine")

    def test_more_used_than_allowed_leaves_nothing(self, machine):
        root = machine("xeon-vm", "cgroup-v2-container")
        write(root, "sys/fs/cgroup/memory.current", "99999999\n")
        assert detect(root).memory.available == 0

    def test_old_kernels_do_not_estimate_available_memory(self, machine):
        total, free, buffers, cached = (n * 1024 for n in (15666184, 440324, 1020128, 12007640))
        memory = detect(machine("i7-8650u")).memory
        assert memory == Memory(total, free + buffers + cached, "machine")


class TestAmd:
    INSTINCT = Accelerator(
        vendor="amd",
        name="AMD GPU gfx942",
        index=0,
        architecture="gfx942",
        memory_total=48 * GIB,
        memory_free=48 * GIB,
        uuid="GPU-2222222222222222",
    )

    @pytest.fixture
    def partitions(self, machine):
        root = machine("epyc-9654", "mi308x-cpx")
        for name in ("dev/kfd", "dev/dri/renderD128", "dev/dri/renderD129"):
            write(root, name)
        return root

    def test_partitions_of_an_instinct(self, partitions):
        hardware = detect(partitions)
        second = Accelerator(**{**vars(self.INSTINCT), "index": 1})
        assert hardware.accelerators == (self.INSTINCT, second)
        assert hardware.gpus("amd") == hardware.gpus() == hardware.accelerators
        assert hardware.notes == ()

    def test_the_bandwidth_of_a_whole_gpu_is_known_and_of_a_partition_not(self, partitions):
        node = partitions / "sys/class/kfd/kfd/topology/nodes/2/properties"
        node.write_text(f"{node.read_text().strip()}\nnum_xcc 4\n")
        assert [gpu.bandwidth for gpu in detect(partitions).accelerators] == [5_324_800_000_000, 0]

    def test_name_and_memory_in_use_come_from_the_display_driver(self, machine):
        root = machine("epyc-9654", "mi210")
        for name in ("dev/kfd", "dev/dri/renderD128"):
            write(root, name)
        drm = "sys/class/drm/renderD128/device"
        write(root, f"{drm}/product_name", "AMD Instinct MI210\n")
        write(root, f"{drm}/mem_info_vram_total", f"{64 * GIB}\n")
        write(root, f"{drm}/mem_info_vram_used", f"{3 * GIB}\n")
        assert detect(root).accelerators == (
            Accelerator(
                vendor="amd",
                name="AMD Instinct MI210",
                index=0,
                architecture="gfx90a",
                memory_total=64 * GIB,
                memory_free=61 * GIB,
                uuid="GPU-0fedcba987654321",
            ),
        )

    @pytest.mark.parametrize(
        ("environ", "usable", "reason"),
        [
            ({"ROCR_VISIBLE_DEVICES": "1"}, [1], "ROCR_VISIBLE_DEVICES=1 hides it"),
            ({"HIP_VISIBLE_DEVICES": "0"}, [0], "HIP_VISIBLE_DEVICES=0 hides it"),
            ({"CUDA_VISIBLE_DEVICES": "1"}, [1], "CUDA_VISIBLE_DEVICES=1 hides it"),
            (
                {"HIP_VISIBLE_DEVICES": "0", "CUDA_VISIBLE_DEVICES": "1"},
                [0],
                "HIP_VISIBLE_DEVICES=0 hides it",
            ),
            # HIP counts from 0 again among what ROCr left.
            (
                {"ROCR_VISIBLE_DEVICES": "1", "HIP_VISIBLE_DEVICES": "0"},
                [1],
                "ROCR_VISIBLE_DEVICES=1 hides it",
            ),
            (
                {"HIP_VISIBLE_DEVICES": ""},
                [],
                "HIP_VISIBLE_DEVICES is set to nothing, which hides every GPU",
            ),
        ],
    )
    def test_variables_hide_gpus(self, partitions, environ, usable, reason):
        hardware = detect(partitions, environ=environ)
        hidden = [gpu.index for gpu in hardware.accelerators if not gpu.usable]
        assert [gpu.index for gpu in hardware.gpus()] == usable
        assert hardware.notes == tuple(
            f"AMD GPU {index} (AMD GPU gfx942) is not used: {reason}." for index in hidden
        )

    @pytest.mark.parametrize("missing", ["/dev/kfd", "/dev/dri/renderD128"])
    def test_a_container_without_the_device_files(self, partitions, missing):
        (partitions / missing.lstrip("/")).unlink()
        assert detect(partitions).notes[0] == (
            f"AMD GPU 0 (AMD GPU gfx942) is not used: {missing} is missing: start the container "
            "with `--device /dev/kfd --device /dev/dri`."
        )

    def test_a_user_outside_the_group(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            root.chmod(0o755)
            shutil.copytree(TREES / "mi210", root, dirs_exist_ok=True)
            write(root, "dev/dri/renderD128")
            write(root, "dev/kfd")
            (root / "dev/kfd").chmod(0)
            root_user = os.geteuid() == 0
            if root_user:
                os.seteuid(65534)
            try:
                notes = detect(root).notes
            finally:
                if root_user:
                    os.seteuid(0)
        assert notes == (
            "AMD GPU 0 (AMD GPU gfx90a) is not used: this user may not open /dev/kfd: "
            "add the user to the groups `render` and `video`, then log in again.",
        )

    def test_a_card_without_its_driver(self, machine):
        root = machine("ryzen-5950x")
        pci(root, "0x1002", "0x120000")
        assert detect(root).notes == (
            "An AMD GPU is on the PCI bus (0000:65:00.0), but the kernel driver amdgpu with its "
            "compute part (/sys/class/kfd) is not loaded: install AMD's driver, or see `dmesg`.",
        )


def a100(number: int, **values: object) -> Gpu:
    return Gpu("NVIDIA A100-SXM4-80GB", f"GPU-{number}{number}-aaaa", slices=[], **values)


def mig_slice(number: int) -> Gpu:
    return Gpu("NVIDIA A100-SXM4-80GB MIG 3g.40gb", f"MIG-{number}", memory=(40 * GIB, 39 * GIB))


class TestNvidia:
    def test_gpus_as_the_driver_describes_them(self, machine):
        l4 = Gpu("NVIDIA L4", "GPU-4444", (8, 9), (24 * GIB, 20 * GIB), 6251, 192)
        nvml = Nvml([a100(0), l4])
        hardware = detect(machine("epyc-9654"), nvml=nvml)
        assert hardware.accelerators == (
            Accelerator(
                vendor="nvidia",
                name="NVIDIA A100-SXM4-80GB",
                index=0,
                architecture="8.0",
                memory_total=80 * GIB,
                memory_free=79 * GIB,
                uuid="GPU-00-aaaa",
                bandwidth=2_039_040_000_000,
            ),
            Accelerator(
                vendor="nvidia",
                name="NVIDIA L4",
                index=1,
                architecture="8.9",
                memory_total=24 * GIB,
                memory_free=20 * GIB,
                uuid="GPU-4444",
                bandwidth=300_048_000_000,
            ),
        )
        assert hardware.notes == ()
        assert nvml.calls == ["init", "shutdown"]

    @pytest.mark.parametrize(
        ("value", "usable"),
        [
            ("0,2", [0, 2]),
            ("GPU-11,0", [0, 1]),
            ("1,7,0", [1]),
            ("-1", []),
            ("GPU-", []),
            ("", []),
        ],
    )
    def test_cuda_visible_devices(self, machine, value, usable):
        nvml = Nvml([a100(number) for number in range(3)])
        hardware = detect(machine("epyc-9654"), environ={"CUDA_VISIBLE_DEVICES": value}, nvml=nvml)
        reason = (
            f"CUDA_VISIBLE_DEVICES={value} hides it"
            if value
            else "CUDA_VISIBLE_DEVICES is set to nothing, which hides every GPU"
        )
        assert [gpu.index for gpu in hardware.gpus("nvidia")] == usable
        assert hardware.notes == tuple(
            f"NVIDIA GPU {index} (NVIDIA A100-SXM4-80GB) is not used: {reason}."
            for index in range(3)
            if index not in usable
        )

    def test_unlike_gpus_chosen_by_number(self, machine):
        nvml = Nvml([a100(0), Gpu("NVIDIA L4", "GPU-4444")])
        environ = {"CUDA_VISIBLE_DEVICES": "0,1"}
        assert detect(machine("epyc-9654"), environ=environ, nvml=nvml).notes == (
            "CUDA numbers unlike GPUs by speed, llmnb and its engines follow the PCI bus: set "
            "CUDA_DEVICE_ORDER=PCI_BUS_ID so that CUDA_VISIBLE_DEVICES=0,1 means the same "
            "everywhere.",
        )
        environ["CUDA_DEVICE_ORDER"] = "PCI_BUS_ID"
        assert detect(machine("epyc-9654"), environ=environ, nvml=nvml).notes == ()

    def test_one_mig_slice_is_used(self, machine):
        gpu = a100(0, mig=1)
        gpu.slices = [mig_slice(1), mig_slice(2)]
        hardware = detect(machine("epyc-9654"), nvml=Nvml([gpu]))
        assert hardware.gpus() == (
            Accelerator(
                vendor="nvidia",
                name="NVIDIA A100-SXM4-80GB MIG 3g.40gb",
                index=0,
                architecture="8.0",
                memory_total=40 * GIB,
                memory_free=39 * GIB,
                uuid="MIG-1",
                bandwidth=1_019_520_000_000,
            ),
        )
        assert hardware.notes == (
            "NVIDIA GPU 0 (NVIDIA A100-SXM4-80GB) is not used: MIG is enabled on it, so that "
            "only its slices can be used.",
            "NVIDIA GPU 0 (NVIDIA A100-SXM4-80GB MIG 3g.40gb) is not used: a process can use one "
            "MIG slice: set CUDA_VISIBLE_DEVICES=MIG-2 to use this one instead.",
        )

    @pytest.mark.parametrize(("value", "uuid"), [("MIG-2", "MIG-2"), ("0", "MIG-1")])
    def test_a_mig_slice_can_be_chosen(self, machine, value, uuid):
        gpu = a100(0, mig=1)
        gpu.slices = [mig_slice(1), mig_slice(2)]
        environ = {"CUDA_VISIBLE_DEVICES": value}
        hardware = detect(machine("epyc-9654"), environ=environ, nvml=Nvml([gpu]))
        assert [device.uuid for device in hardware.gpus()] == [uuid]

    def test_mig_without_slices(self, machine):
        hardware = detect(machine("epyc-9654"), nvml=Nvml([a100(0, mig=1)]))
        assert hardware.gpus() == ()
        assert hardware.notes == (
            "NVIDIA GPU 0 (NVIDIA A100-SXM4-80GB) is not used: MIG is enabled on it but it has "
            "no slices: create one with `nvidia-smi mig -cgi`, or switch MIG off.",
        )

    def test_memory_shared_with_the_processor(self, machine):
        hardware = detect(machine("xeon-vm"), nvml=Nvml([Gpu("NVIDIA GB10", "GPU-0", memory=None)]))
        gpu, memory = hardware.accelerators[0], hardware.memory
        assert (gpu.memory_total, gpu.memory_free) == (memory.total, memory.available)
        assert gpu.bandwidth == 0

    def test_a_lost_gpu_does_not_hide_the_others(self, machine):
        nvml = Nvml([a100(0, lost=True), a100(1)])
        hardware = detect(machine("epyc-9654"), nvml=nvml)
        assert [gpu.index for gpu in hardware.gpus()] == [1]
        assert hardware.notes == (
            "NVIDIA GPU 0 (unknown) is not used: the driver does not answer for it (GPU is lost).",
        )

    def test_a_driver_that_does_not_answer(self, machine):
        nvml = Nvml([], starts="RM has detected an NVML/RM version mismatch.")
        hardware = detect(machine("epyc-9654"), nvml=nvml)
        assert hardware.accelerators == ()
        assert hardware.notes == (
            "NVIDIA's driver does not answer (RM has detected an NVML/RM version mismatch.): "
            "run `nvidia-smi` in a terminal.",
        )

    def test_a_card_without_a_driver(self, machine):
        root = machine("ryzen-5950x")
        pci(root, "0x10de", "0x030200")
        assert detect(root).notes == (
            "An NVIDIA GPU is on the PCI bus (0000:65:00.0), but NVIDIA's driver is not "
            "installed: install it, then restart the kernel.",
        )

    def test_a_card_held_by_another_driver(self, machine):
        root = machine("ryzen-5950x")
        pci(root, "0x10de", "0x030000", driver="nouveau")
        assert detect(root).notes == (
            "An NVIDIA GPU is on the PCI bus (0000:65:00.0), but the driver nouveau holds it: "
            "CUDA needs NVIDIA's own driver.",
        )

    def test_a_container_started_without_gpus(self, machine):
        root = machine("ryzen-5950x", **{"proc/driver/nvidia/version": "NVRM version: 570\n"})
        pci(root, "0x10de", "0x030200", driver="nvidia")
        assert detect(root).notes == (
            "This machine has an NVIDIA GPU and its driver, but this container was started "
            "without them: start it with `--gpus all` (Docker) or request `nvidia.com/gpu` "
            "(Kubernetes).",
        )

    def test_a_driver_without_its_library(self, machine):
        files = {"proc/driver/nvidia/version": "NVRM version: 570\n", "dev/nvidiactl": ""}
        assert detect(machine("ryzen-5950x", **files)).notes == (
            "NVIDIA's driver does not answer (libnvidia-ml was not found): run `nvidia-smi` in a "
            "terminal.",
        )

    def test_sound_and_network_devices_are_no_gpus(self, machine):
        root = machine("ryzen-5950x")
        pci(root, "0x10de", "0x040300")
        assert detect(root).notes == (NO_GPU,)

    def test_the_real_library_has_what_is_asked_of_it(self):
        pynvml = pytest.importorskip("pynvml")
        assert pynvml.NVML_CLOCK_MEM == MEMORY_CLOCK
        asked = [name for name in dir(nvidia.Nvml) if name.startswith("nvml")]
        assert [name for name in asked if not hasattr(pynvml, name)] == []

    def test_the_real_library_without_a_driver(self, machine):
        pynvml = pytest.importorskip("pynvml")
        try:
            pynvml.nvmlInit()
        except pynvml.NVMLError_LibraryNotFound:
            pass
        else:
            pytest.skip("this machine has NVIDIA's driver")
        root = machine("ryzen-5950x")
        pci(root, "0x10de", "0x030200")
        assert detect(root, nvml=pynvml).notes == (
            "An NVIDIA GPU is on the PCI bus (0000:65:00.0), but NVIDIA's driver is not "
            "installed: install it, then restart the kernel.",
        )


class TestWithoutProc:
    def test_apple_silicon(self, machine):
        hardware = detect(machine("macos-m2"))
        sets = frozenset({"neon", "dotprod", "fp16", "i8mm", "bf16"})
        assert hardware.cpu == Cpu("apple", "Apple M2", "aarch64", 8, 8, 8, None, "machine", sets)
        free = (3739 + 445700 + 34198) * 16384
        assert hardware.memory == Memory(24 * GIB, free, "machine")
        assert hardware.notes == (NO_GPU,)

    def test_a_mac_with_an_intel_processor(self, machine):
        name = "Intel(R) Core(TM) i7-8750H CPU @ 2.20GHz"
        assert detect(machine("macos-i7-8750h")).cpu == Cpu(
            "intel", name, "x86_64", 6, 12, 6, None, "machine", frozenset(UP_TO_AVX2)
        )

    def test_windows_knows_a_processor_by_name(self, machine, monkeypatch):
        monkeypatch.setattr("platform.machine", lambda: "AMD64")
        cpu = detect(machine("windows-i7-10750h")).cpu
        assert (cpu.vendor, cpu.model, cpu.architecture) == (
            "intel",
            "Intel(R) Core(TM) i7-10750H CPU @ 2.60GHz",
            "x86_64",
        )

    def test_windows_without_the_registry(self, tmp_path, monkeypatch):
        known = "AMD64 Family 23 Model 113 Stepping 0, AuthenticAMD"
        monkeypatch.setattr("platform.machine", lambda: "AMD64")
        monkeypatch.setattr("platform.processor", lambda: known)
        cpu = detect(tmp_path).cpu
        assert (cpu.vendor, cpu.model) == ("amd", known)

    def test_a_command_that_is_missing_or_of_another_system_says_nothing(self, monkeypatch):
        assert Tree().command(["no-such-command"], platform.system()) == ""
        assert Tree().command(["echo", "something"], "Plan 9") == ""
        assert Tree().command(["echo", "something"], platform.system()) == "something"


class TestThisMachine:
    def test_is_described(self):
        hardware = detect()
        assert 1 <= hardware.cpu.usable_cores <= hardware.cpu.physical_cores
        assert hardware.cpu.physical_cores <= hardware.cpu.logical_cores == os.cpu_count()
        assert 0 < hardware.memory.available <= hardware.memory.total

    @pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no affinity masks here")
    def test_affinity_of_a_running_process_is_followed(self):
        code = (
            "import os\nfrom llmnb.hardware import detect\n"
            "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
            "print(detect().cpu.usable_cores)"
        )
        said = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert said.stdout == "1\n"

    def test_without_proc_python_is_asked(self, tmp_path):
        hardware = detect(tmp_path)
        assert hardware.cpu.logical_cores == os.cpu_count()
        assert (hardware.cpu.limited_by, hardware.memory.limited_by) == ("machine", "machine")
        assert hardware.memory.total > 0
        assert hardware.notes == (NO_GPU,)

    def test_the_bandwidth_is_measured_once(self):
        bandwidth._measured.cache_clear()
        started = time.perf_counter()
        found = read_bandwidth(1, 10**9)
        took = time.perf_counter() - started
        assert 1e8 < found < 1e13  # bytes per second
        assert read_bandwidth(1, 2 * 10**9) == found
        assert time.perf_counter() - started < took + 0.1

    def test_the_bandwidth_takes_a_quarter_of_the_free_memory_or_is_not_measured(self):
        assert read_bandwidth(4, 4 * 64_000_000 - 1) == 0
        tracemalloc.start()  # numpy tells it of its arrays
        try:
            assert read_bandwidth(4, 300_000_000) > 1e8
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert 74_000_000 < most < 77_000_000

    @pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux only")
    @pytest.mark.parametrize(("what", "room"), [("arrays", 350), ("threads", 100)])
    def test_a_measurement_that_runs_out_of_memory_ends(self, what, room):
        code = (
            "import resource, threading, numpy, psutil, concurrent.futures.thread\n"
            "from llmnb.hardware.bandwidth import read_bandwidth\n"
            f"if {what!r} == 'threads':\n"
            "    threading.stack_size(2**26)\n"
            f"limit = psutil.Process().memory_info().vms + {room} * 10**6\n"
            "resource.setrlimit(resource.RLIMIT_AS, (limit, limit))\n"
            "print(read_bandwidth(8, 10**12), threading.active_count())"
        )
        said = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=60
        )
        assert said.stdout == "0.0 1\n", said.stderr

    def test_import_stays_light_and_detects_nothing(self):
        code = (
            "import sys, builtins\n"
            "opened = []\n"
            "sys.addaudithook(lambda e, a: opened.append(a[0]) if e == 'open' else None)\n"
            "import llmnb.hardware\n"
            "print(sorted({'pynvml', 'psutil'} & set(sys.modules)),"
            " [p for p in opened if str(p).startswith(('/proc', '/sys', '/dev'))])"
        )
        said = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert said.stdout == "[] []\n"
