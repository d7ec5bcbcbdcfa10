using System.Reflection;
using Engine.Gpu;

namespace Engine.Bench.Ptx;

/// <summary>A kernel with its op, and what runs it.</summary>
/// <param name="Method">The kernel.</param>
/// <param name="Users">Names of <see cref="ModelSteps"/>.</param>
public sealed record UsedKernel(MethodInfo Method, IReadOnlyList<string> Users)
{
    /// <summary>The smallest card, which never cuts a long sum into parts, and an H100.</summary>
    private static readonly int[] multiprocessors = [1, 132];

    /// <summary>Every kernel that a model uses on CUDA, found by running a step of each on a device that only writes down what it is asked for.</summary>
    public static IReadOnlyList<UsedKernel> OfModels()
    {
        // By name: reflection gives a method of a generic class by unequal objects now and then.
        var uses = from model in ModelSteps.All
                   from count in multiprocessors
                   from method in Record(model.Run, count)
                   let use = new UsedKernel(method, [model.Name])
                   group use by use.ToString();
        return [.. uses.OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => same.First() with { Users = [.. same.SelectMany(use => use.Users).Distinct()] })];
    }

    /// <summary>The class of kernels, such as <c>MapKernel</c>, with the method if a class has several.</summary>
    public string Kernel => Method.Name == "Kernel" ? TypeName.Bare(Method.DeclaringType!) : $"{TypeName.Bare(Method.DeclaringType!)}.{Method.Name}";

    /// <summary>What it is made for, such as <c>Softplus</c>: the type arguments of class and method.</summary>
    public string Op => string.Join(", ", Method.DeclaringType!.GetGenericArguments().Concat(Method.GetGenericArguments()).Select(TypeName.Of));

    /// <inheritdoc/>
    public override string ToString() => Op.Length == 0 ? Kernel : $"{Kernel}<{Op}>";

    private static IReadOnlyList<MethodInfo> Record(Action<Device> run, int multiprocessors)
    {
        using var device = GpuDevice.OpenRecorder(multiprocessors);
        run(device);
        return [.. device.Launcher.Kernels.SelectMany(kernel => TunedKernels.Of(kernel, device.Launcher))];
    }
}
