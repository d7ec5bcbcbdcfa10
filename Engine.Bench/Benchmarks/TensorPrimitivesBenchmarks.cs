using BenchmarkDotNet.Attributes;
using Engine.Bench.Cases;
using Engine.Bench.Limits;
using Engine.Devices.Cpu;
using Vectors = System.Numerics.Tensors.TensorPrimitives;

namespace Engine.Bench.Benchmarks;

/// <summary>The engine's loops against those of System.Numerics.Tensors, on one thread: TensorPrimitives has no more.</summary>
public class TensorPrimitivesBenchmarks : IHasWork
{
    private const int Count = 1 << 16;

    private Action engine = () => { }, primitives = () => { };

    [Params("exp", "log", "tanh", "sigmoid", "add", "mul", "sum")]
    public string Operation { get; set; } = "";

    /// <inheritdoc/>
    public Work Work => ElementwiseCases.All.Single(entry => entry.Name == $"{Operation}-64Ki").Work!;

    /// <inheritdoc/>
    public int Threads => 1;

    [GlobalSetup]
    public void Setup()
    {
        var device = new CpuDevice(threads: 1);
        engine = ElementwiseCases.All.Single(entry => entry.Name == $"{Operation}-64Ki").Prepare(device);
        primitives = Primitives(ElementwiseCases.Arguments(device, Count).ToArray(), Tensor.Rand([Count], seed: 2, device).ToArray());
    }

    [Benchmark(Baseline = true)]
    public void TensorPrimitives() => primitives();

    [Benchmark]
    public void Engine() => engine();

    private Action Primitives(float[] x, float[] z)
    {
        var y = new float[Count];
        return Operation switch
        {
            "exp" => () => Vectors.Exp(x, y),
            "log" => () => Vectors.Log(x, y),
            "tanh" => () => Vectors.Tanh(x, y),
            "sigmoid" => () => Vectors.Sigmoid(x, y),
            "add" => () => Vectors.Add(x, z, y),
            "mul" => () => Vectors.Multiply(x, z, y),
            "sum" => () => y[0] = Vectors.Sum(x),
            _ => throw new InvalidOperationException($"There is no operation '{Operation}'."),
        };
    }
}
