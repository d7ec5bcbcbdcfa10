using Engine.Bench.Limits;
using Engine.Operations;

namespace Engine.Bench.Cases;

/// <summary>One operation on every element of arrays that stand in cache (64 Ki floats) and hardly do (1 Mi).</summary>
/// <remarks>Arguments are uniform on [0.1, 4.1), where every function does its full work; results go to memory that is there before.</remarks>
public static class ElementwiseCases
{
    private static readonly (string Name, int Count)[] sizes = [("64Ki", 1 << 16), ("1Mi", 1 << 20)];

    private static readonly (string Name, int Read, int Written, Func<Device, int, Action> Prepare)[] operations =
    [
        ("exp", 1, 1, Map<Exp>), ("log", 1, 1, Map<Log>), ("tanh", 1, 1, Map<Tanh>), ("sigmoid", 1, 1, Map<Sigmoid>),
        ("softplus", 1, 1, Map<Softplus>), ("relu", 1, 1, Map<Relu>), ("add", 2, 1, Zip<Add>), ("mul", 2, 1, Zip<Multiply>),
        ("randn", 0, 1, Normal), ("sum", 1, 0, Sum),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<BenchCase> All =>
        from operation in operations
        from size in sizes
        select new BenchCase($"{operation.Name}-{size.Name}", device => operation.Prepare(device, size.Count))
        {
            Work = Work.Elementwise(size.Count, operation.Read, operation.Written),
        };

    /// <summary>y = f(x).</summary>
    public static Action Map<Op>(Device device, int count) where Op : struct, IUnaryOp => Map(default(Op), device, count);

    /// <inheritdoc cref="Map{Op}(Device, int)"/>
    public static Action Map<Op>(Op op, Device device, int count) where Op : struct, IUnaryOp
    {
        var (x, y) = (Arguments(device, count), Tensor.Zeros([count], device));
        return () => device.Map(op, x.Memory, y.Memory, count);
    }

    /// <summary>y = f(a, b).</summary>
    public static Action Zip<Op>(Device device, int count) where Op : struct, IBinaryOp
    {
        var (a, b, y) = (Arguments(device, count), Tensor.Rand([count], seed: 2, device), Tensor.Zeros([count], device));
        var plan = Broadcast.Plan(a.Shape, b.Shape, y.Shape);
        return () => device.Zip(default(Op), a.Memory, b.Memory, y.Memory, plan);
    }

    /// <summary>Arguments of every elementwise case.</summary>
    public static Tensor Arguments(Device device, int count) => Tensor.Rand([count], seed: 1, device) * 4 + 0.1;

    private static Action Normal(Device device, int count)
    {
        var y = Tensor.Zeros([count], device);
        var block = 0UL;
        return () =>
        {
            device.Random(RandomKind.Normal, seed: 7, stream: 0, block, y.Memory, count);
            block += (ulong)count / 4;
        };
    }

    private static Action Sum(Device device, int count)
    {
        var (x, y) = (Arguments(device, count), Tensor.Zeros([], device));
        var span = AxisSpan.Of(x.Shape, 0);
        return () => device.Sum(x.Memory, y.Memory, span);
    }
}
