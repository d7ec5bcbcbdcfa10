using System.Reflection;
using Engine.Bench.Ptx;
using Engine.Operations;

namespace Engine.Tests.Bench;

/// <summary>What PTX and ptxas tell, read.</summary>
public class PtxReportTests
{
    private const string Report = """
        ptxas info    : 0 bytes gmem
        ptxas info    : Compiling entry function 'Kernel_5' for 'sm_80'
        ptxas info    : Function properties for Kernel_5
            24 bytes stack frame, 8 bytes spill stores, 12 bytes spill loads
        ptxas info    : Used 40 registers, used 1 barriers, 2048 bytes smem, 416 bytes cmem[0]
        """;

    private const string Ptx = """
        .extern .func (.param .b32 retval) __nv_fmaf (.param .b32 a, .param .b32 b);
        .extern .func printf(.param .b64 format);
        .extern .shared .align 16 .b8 memory[];
            tanh.approx.f32 %f1, %f2;
            rcp.approx.ftz.f32 %f3, %f4;
            tanh.approx.f32 %f5, %f6;
            fma.rn.f32 %f5, %f6, %f7, %f8;
        """;

    private static void Kernel<Op>(int count) where Op : struct, IUnaryOp { }

    private static UsedKernel Used { get; } = new(typeof(PtxReportTests).GetMethod(nameof(Kernel), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(typeof(SlopeOf<Tanh>)), ["vae", "iwae"]);

    [Fact]
    public void Ptxas_tells_registers_shared_memory_and_spills()
    {
        Assert.Equal(new Assembled(40, 2048, 24, 20), Assembled.Parse(Report));
        Assert.Equal(0, Assembled.Parse(Report.Replace(", 2048 bytes smem", "", StringComparison.Ordinal)).SharedBytes);
        Assert.Throws<InvalidDataException>(() => Assembled.Parse("ptxas fatal"));
    }

    [Fact]
    public void Externs_and_inexact_instructions_are_found()
    {
        Assert.Equal(["__nv_fmaf", "printf"], PtxText.Externs(Ptx));
        Assert.Equal(["rcp.approx.ftz.f32", "tanh.approx.f32"], PtxText.Approximations(Ptx));
    }

    [Fact]
    public void Kernels_are_named_by_class_and_op() => Assert.Equal("PtxReportTests<SlopeOf<Tanh>>", Used.ToString());

    [Fact]
    public void Faults_are_named_and_a_table_shows_the_rest()
    {
        Assembled good = new(40, 2048, 0, 0), bad = new(255, 2048, 24, 20);
        KernelReport fine = new(Used, new Dictionary<string, Assembled> { ["sm_80"] = good, ["sm_90"] = good }, [], []);
        var faulty = fine with { Assembled = new Dictionary<string, Assembled> { ["sm_80"] = good, ["sm_90"] = bad }, Externs = ["printf"], Approximations = ["tanh.approx.f32"] };
        Assert.Empty(fine.Faults);
        Assert.Equal(["spills 20 bytes on sm_90.", "has 24 bytes of local memory on sm_90.", "calls printf, which is defined nowhere.", "has the inexact tanh.approx.f32."],
            faulty.Faults.Select(fault => fault.Replace($"{Used} ", "", StringComparison.Ordinal)));
        var output = new StringWriter { NewLine = "\n" };
        PtxTable.Write(output, [fine]);
        Assert.Equal("""
            | kernel | op and other type arguments | registers sm_80 | sm_90 | shared bytes | used by |
            |---|---|---|---|---|---|
            | `PtxReportTests` | `SlopeOf<Tanh>` | 40 | 40 | 2048 | vae, iwae |

            1 kernels: no spills, no local memory, no undefined calls, no inexact instructions.

            """, output.ToString());
    }

    [Fact]
    public void A_ptxas_that_is_not_there_is_named()
    {
        Assert.Null(Ptxas.Find("/nowhere/ptxas", out var why));
        Assert.Equal("There is no file '/nowhere/ptxas'.", why);
    }
}
