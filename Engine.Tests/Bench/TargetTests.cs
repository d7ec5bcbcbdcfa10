using Engine.Bench.Commands;
using Engine.Bench.Targets;
using Engine.Gpu;

namespace Engine.Tests.Bench;

/// <summary>Devices as options name them, and their table.</summary>
public class TargetTests
{
    [Theory]
    [InlineData("cpu", "cpu"), InlineData("cuda", "cuda"), InlineData("OpenCL", "opencl"), InlineData("cuda:0", "cuda"), InlineData("cuda:1", "cuda:1"), InlineData("emulated", "emulated")]
    public void Names_of_devices(string name, string expected) => Assert.Equal(expected, Target.Parse(name).Name);

    [Theory]
    [InlineData("gpu"), InlineData("cuda:"), InlineData("cuda:-1"), InlineData("cuda:1:2"), InlineData("0"), InlineData("cpu:1"), InlineData("cuda,opencl")]
    public void Other_names_are_errors_that_say_what_is_expected(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => Target.Parse(name));
        Assert.Contains($"'{name}'; expected cpu, cuda, opencl or emulated", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_processor_and_the_emulator_are_always_found()
    {
        Assert.Equal("cpu", Target.Found[0].Name);
        Assert.Contains("emulated", Target.Found.Select(target => target.Name));
    }

    [Fact]
    public void A_list_of_devices_opens_the_processor_once_for_each_number_of_threads()
    {
        Assert.Equal([("cpu", 1), ("cpu", 2), ("cuda", 1)], new CsvSettings { Device = "cpu, cuda", Threads = "1,2" }.Targets.Select(target => (target.Name, target.Threads)));
        Assert.Contains("'tpu'", new CsvSettings { Device = "cpu,tpu" }.Validate().Message, StringComparison.Ordinal);
        Assert.Contains("--device is empty", new CsvSettings { Device = "," }.Validate().Message, StringComparison.Ordinal);
        Assert.True(new CsvSettings().Validate().Successful);
    }

    [Fact]
    public void The_table_says_what_each_device_is_or_why_it_cannot_be_used()
    {
        Assert.Equal(["cuda", "0", "NVIDIA H100", "79.25 GiB", "132", "yes"], DeviceTable.Row(new(GpuKind.Cuda, 0, "NVIDIA H100", 85_094_694_912, 132, null)));
        Assert.Equal(["opencl", "1", "Old", "1 GiB", "4", "no: too old"], DeviceTable.Row(new(GpuKind.OpenCl, 1, "Old", 1 << 30, 4, "too old")));
        Assert.Equal("cpu", DeviceTable.Cpu[0]);
        Assert.All(DeviceTable.Cpu, Assert.NotEmpty);
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        GpuInfo cuda = new(GpuKind.Cuda, 0, "NVIDIA H100", 1 << 30, 132, null), emulator = new(GpuKind.Emulated, 0, "CPUAccelerator", 0, 1, null);
        Assert.Equal(3, DeviceTable.Missing([emulator]).Count());
        Assert.Equal(["No OpenCL device"], DeviceTable.Missing([emulator, cuda]).Select(line => line[..16]));
        Assert.Equal(2, DeviceTable.Missing([emulator, cuda with { Kind = GpuKind.OpenCl, Refused = "too old" }]).Count());
    }
}
