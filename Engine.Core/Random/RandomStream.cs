namespace Engine;

/// <summary>
/// A sequence of random numbers, given by (seed, stream, counter): the same on every device and for any number of
/// threads. Streams of different names are independent; the state is three numbers.
/// </summary>
/// <remarks>
/// The sequence is made of Philox blocks of four 32-bit words, and every draw starts at a fresh block. A tensor of n
/// numbers takes ⌈n/4⌉ blocks; a scalar takes one, and so does each row of <see cref="Categorical"/>.
/// Not thread-safe: give each thread a stream of its own with <see cref="Split"/>.
/// </remarks>
/// <param name="seed">Philox's key.</param>
/// <param name="stream">The upper half of Philox's counter: one sequence of 2⁶⁴ blocks each.</param>
/// <param name="counter">The next block.</param>
public class RandomStream(ulong seed, ulong stream = 0, ulong counter = 0)
{
    private ulong counter = counter;

    /// <summary>Goes on where a saved stream stood.</summary>
    public RandomStream(RandomState state) : this(state.Seed, state.Stream, state.Counter) { }

    /// <summary>Where the stream stands.</summary>
    public RandomState State => new(seed, stream, counter);

    /// <summary>An independent stream for a name, from its start. The same name gives the same stream; this one does not advance.</summary>
    /// <param name="name">What the numbers are for, such as <c>"weights"</c>. Nested splits make paths.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public RandomStream Split(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(seed, StreamName.Hash(stream, name));
    }

    /// <summary>An independent stream that a draw from this one chooses: one pass of a loop gets one, and can be repeated from its <see cref="State"/>. This one advances by one block.</summary>
    public RandomStream Fork() => new(seed, NextUInt64());

    /// <summary>Standard normal numbers.</summary>
    public Tensor Normal(Shape shape, Device? device = null) => Draw(RandomKind.Normal, shape, device);

    /// <summary>Uniform numbers on [0, 1): multiples of 2⁻²⁴, never 1.</summary>
    public Tensor Uniform(Shape shape, Device? device = null) => Draw(RandomKind.Uniform, shape, device);

    /// <summary>1 with each element's probability, else 0: 1 where a uniform number is below it. No gradient flows.</summary>
    /// <param name="probabilities">Numbers from 0 to 1, resolved to 2⁻²⁴.</param>
    /// <param name="validate">Look at the probabilities first, which reads them back from the device.</param>
    /// <returns>A tensor of the probabilities' shape on their device.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A probability is NaN or outside [0, 1].</exception>
    public Tensor Bernoulli(Tensor probabilities, bool validate = true)
    {
        if (validate) CheckProbabilities(probabilities);
        using var uniform = Uniform(probabilities.Shape, probabilities.Device);
        return uniform.Less(probabilities.StopGradient());
    }

    /// <summary>1 with probability p, else 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is NaN or outside [0, 1].</exception>
    public Tensor Bernoulli(double p, Shape shape, Device? device = null)
    {
        if (!(p >= 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, $"p is {p}; expected a probability from 0 to 1.");
        using var uniform = Uniform(shape, device);
        return uniform.Less(p);
    }

    /// <summary>Class numbers, drawn along the last axis with probability proportional to the weights; weight 0 is never drawn.</summary>
    /// <remarks>Drawn on the host in double, so that all devices agree to the last class; reads the weights back.</remarks>
    /// <param name="weights">Shape [..., classes]: finite numbers ≥ 0, not all 0 in a row.</param>
    /// <param name="sampleShape">How many independent draws of each row, as leading axes.</param>
    /// <returns>Whole numbers, shape [sampleShape..., ...], on the weights' device.</returns>
    /// <exception cref="ArgumentException">The weights are not such.</exception>
    public Tensor Categorical(Tensor weights, Shape sampleShape = default)
    {
        var table = new CategoricalTable(weights);
        var shape = Shape.Create([.. sampleShape, .. weights.Shape.AsSpan()[..^1]]);
        var labels = new double[shape.Elements];
        for (var i = 0; i < labels.Length; i++) labels[i] = table.Class(i % table.Rows, NextDouble());
        return Tensor.From(labels, shape, weights.Device);
    }

    /// <summary>The numbers 0 … n − 1 in random order, each order equally likely (Fisher and Yates). Takes n − 1 scalars.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public int[] Permutation(int n)
    {
        if (n < 0) throw new ArgumentOutOfRangeException(nameof(n), n, $"n is {n}; expected a length ≥ 0.");
        int[] order = [.. Enumerable.Range(0, n)];
        for (var last = n - 1; last > 0; last--)
        {
            var chosen = NextInteger(last + 1);
            (order[last], order[chosen]) = (order[chosen], order[last]);
        }
        return order;
    }

    /// <summary>32 random bits.</summary>
    public uint NextUInt32() => Philox.Block(seed, stream, counter++).X0;

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        var (low, high, _, _) = Philox.Block(seed, stream, counter++);
        return (ulong)high << 32 | low;
    }

    /// <summary>A uniform number on [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * Math.ScaleB(1, -53);

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1, each equally likely.</summary>
    /// <remarks>
    /// The upper half of a 64-bit word times the bound. Those few words whose lower half would make some results likelier
    /// are refused, and another block is taken: with probability below 2⁻³³.
    /// Lemire, <i>Fast Random Integer Generation in an Interval</i>, ACM TOMACS 29 (2019).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public int NextInteger(int bound)
    {
        if (bound < 1) throw new ArgumentOutOfRangeException(nameof(bound), bound, $"bound is {bound}; expected at least 1.");
        var refused = unchecked(0 - (ulong)bound) % (ulong)bound;      // 2⁶⁴ mod bound
        while (true)
        {
            var high = Math.BigMul(NextUInt64(), (ulong)bound, out var low);
            if (low >= refused) return (int)high;
        }
    }

    private Tensor Draw(RandomKind kind, Shape shape, Device? device)
    {
        var y = Tensor.Uninitialized(shape, device ?? Device.Cpu);
        var state = Take(y.Elements);
        y.Device.Random(kind, state.Seed, state.Stream, state.Counter, y.Memory, y.Elements);
        return y;
    }

    /// <summary>Where a tensor of <paramref name="count"/> numbers is to be drawn; the stream goes on behind it.</summary>
    internal RandomState Take(int count)
    {
        var state = State;
        counter += ((ulong)count + 3) / 4;
        return state;
    }

    /// <summary>Where <paramref name="count"/> draws of up to <paramref name="blocks"/> scalars each are to begin, at equal distances; the stream goes on behind them.</summary>
    internal RandomState TakeBlocks(int count, int blocks)
    {
        var state = State;
        counter += (ulong)count * (ulong)blocks;
        return state;
    }

    private static void CheckProbabilities(Tensor probabilities)
    {
        var values = probabilities.ToDoubles();
        for (var i = 0; i < values.Length; i++)
            if (!(values[i] >= 0 && values[i] <= 1))
                throw new ArgumentOutOfRangeException(nameof(probabilities), values[i], $"probabilities of shape {probabilities.Shape} holds {values[i]} at position {i}; expected numbers from 0 to 1.");
    }
}
