using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>One optimizer step in place, one pass over parameter, gradient and moments.</summary>
internal static class UpdateKernel<Rule> where Rule : struct, IUpdateRule
{
    public static void Run(Launcher launcher, Rule rule, ArrayView<float> parameter, ArrayView<float> gradient, ArrayView<float>? first, ArrayView<float>? second, int count) =>
        launcher.Run(launcher.Over(count), Kernel, rule, parameter, gradient, first ?? gradient, second ?? gradient, first is null ? 0 : 1, second is null ? 0 : 1, count);

    /// <summary>Where a moment is missing, its view is some other memory that is not touched.</summary>
    private static void Kernel(Rule rule, ArrayView<float> parameter, ArrayView<float> gradient, ArrayView<float> first, ArrayView<float> second, int hasFirst, int hasSecond, int count)
    {
        for (var i = Thread.Index; i < count; i += Thread.Count)
        {
            var p = new F32(parameter[i]);
            var m = new F32(hasFirst != 0 ? first[i] : 0);
            var v = new F32(hasSecond != 0 ? second[i] : 0);
            rule.Step(ref p, new F32(gradient[i]), ref m, ref v);
            parameter[i] = p.Value;
            if (hasFirst != 0) first[i] = m.Value;
            if (hasSecond != 0) second[i] = v.Value;
        }
    }
}
