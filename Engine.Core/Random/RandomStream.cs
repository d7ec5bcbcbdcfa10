namespace Engine;

/// <summary>
/// A sequence of random numbers, given by (seed, stream, counter): the same on every device and for any number of
/// threads. Streams of different names are independent; the state is three numbers.
/// </summary>
/// <param name="seed">Philox's key.</param>
/// <param name="stream">The upper half of Philox's counter: one sequence of 2⁶⁴ blocks each.</param>
/// <param name="counter">The next block.</param>
public sealed class RandomStream(ulong seed, ulong stream = 0, ulong counter = 0)
{
    private ulong counter = counter;

    /// <summary>Standard normal numbers.</summary>
    public Tensor Normal(Shape shape, Device? device = null) => Draw(RandomKind.Normal, shape, device);

    /// <summary>Uniform numbers on [0, 1).</summary>
    public Tensor Uniform(Shape shape, Device? device = null) => Draw(RandomKind.Uniform, shape, device);

    private Tensor Draw(RandomKind kind, Shape shape, Device? device)
    {
        var y = Tensor.Uninitialized(shape, device ?? Device.Cpu);
        y.Device.Random(kind, seed, stream, counter, y.Memory, y.Elements);
        counter += ((ulong)y.Elements + 3) / 4;
        return y;
    }
}
