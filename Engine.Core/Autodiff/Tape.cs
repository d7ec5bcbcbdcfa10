namespace Engine;

/// <summary>
/// Reverse-mode differentiation. While a tape is open, every operation on a watched tensor (or on a result of one) is
/// noted with its pullbacks; <see cref="Gradient(Tensor, Tensor, bool)"/> walks the notes backwards.
/// </summary>
/// <remarks>
/// A pullback maps the gradient of an operation's result to that of one input, ḡ ↦ Jᵀḡ, and is itself made of tensor
/// operations. So gradients can be recorded again, on this tape (<c>createGraph: true</c>) or on one around it.
/// A tape belongs to the thread that opened it, and owns the memory of all tensors made while it is open:
/// they end with it, except those taken out by <see cref="Tensor.Keep"/>. A tape inside a tape shares the outer one's memory.
/// Baydin et al., <i>Automatic Differentiation in Machine Learning: a Survey</i>, JMLR 18 (2018), §3.2.
/// </remarks>
public sealed class Tape : IDisposable
{
    [ThreadStatic] private static Tape? current;

    private readonly Dictionary<Tensor, int> index = new(ReferenceEqualityComparer.Instance);
    private readonly List<Note?> notes = [];
    private readonly List<Tensor> watched = [];
    private readonly Tape? outer;
    private readonly Arena? arena;
    private readonly bool detectNaN;
    private readonly int thread = Environment.CurrentManagedThreadId;
    private bool paused;
    private bool closed;

    private Tape(bool detectNaN)
    {
        this.detectNaN = detectNaN;
        outer = current;
        arena = outer is null ? Arena.Open() : null;
        current = this;
    }

    /// <summary>One recorded operation: how a gradient goes back to its tracked inputs, and what its pullbacks may have saved.</summary>
    private sealed record Note(string Operation, (Tensor Input, Func<Tensor, Tensor> Pullback)[] Rules, (Tensor Tensor, int Version)[] Saved);

    /// <summary>The tensors that are watched, in the order in which they were named.</summary>
    public IReadOnlyList<Tensor> Watched => watched;

    /// <summary>Opens a tape on this thread; close it with <c>using</c>.</summary>
    /// <param name="watch">Tensors to watch from the start, such as a network's parameters.</param>
    /// <param name="detectNaN">Look for NaN after every operation and name the first that made one. Slow: for debugging.</param>
    public static Tape Record(IEnumerable<Tensor>? watch = null, bool detectNaN = false)
    {
        var tape = new Tape(detectNaN);
        if (watch is not null) tape.Watch([.. watch]);
        return tape;
    }

    /// <summary>Makes tensors variables: what is computed from them is recorded.</summary>
    public void Watch(params ReadOnlySpan<Tensor> tensors)
    {
        CheckOpen();
        foreach (var tensor in tensors)
        {
            _ = tensor.Memory;
            if (!index.TryAdd(tensor, notes.Count)) continue;
            notes.Add(null);
            watched.Add(tensor);
        }
    }

    /// <summary>dy/dx of a single number y.</summary>
    /// <param name="y">What is differentiated: one element.</param>
    /// <param name="x">A watched tensor, or a result recorded on this tape.</param>
    /// <param name="createGraph">Record the gradient's own computation on this tape, so that it can be differentiated too.</param>
    /// <returns>A tensor of x's shape.</returns>
    /// <exception cref="ArgumentException">y is not a single number, or does not depend on x.</exception>
    public Tensor Gradient(Tensor y, Tensor x, bool createGraph = false) =>
        Backward(y, Seed(y), [x], createGraph)[0] ?? throw Unused(x, 0);

    /// <summary>dy/dx for each x of <paramref name="sources"/>.</summary>
    /// <param name="y">What is differentiated: one element.</param>
    /// <param name="sources">Watched tensors.</param>
    /// <param name="unusedAsZero">Give zeros for a tensor that y does not depend on, instead of an error.</param>
    /// <param name="createGraph">Record the gradient's own computation on this tape.</param>
    /// <exception cref="ArgumentException">y is not a single number, or does not depend on one of the sources.</exception>
    public Gradients Gradient(Tensor y, IEnumerable<Tensor> sources, bool unusedAsZero = false, bool createGraph = false)
    {
        Tensor[] tensors = [.. sources];
        var results = Backward(y, Seed(y), tensors, createGraph);
        var gradients = new Gradients();
        for (var i = 0; i < tensors.Length; i++)
            gradients.Add(tensors[i], results[i] ?? (unusedAsZero ? Tensor.Zeros(tensors[i].Shape, tensors[i].Device) : throw Unused(tensors[i], i)));
        return gradients;
    }

    /// <summary>dy/dx for each watched tensor x.</summary>
    /// <inheritdoc cref="Gradient(Tensor, IEnumerable{Tensor}, bool, bool)"/>
    public Gradients Gradient(Tensor y, bool unusedAsZero = false, bool createGraph = false) => Gradient(y, watched, unusedAsZero, createGraph);

    /// <summary>The vector-Jacobian product vᵀ·∂y/∂x.</summary>
    /// <param name="y">A result recorded on this tape.</param>
    /// <param name="x">A watched tensor.</param>
    /// <param name="v">A tensor of y's shape.</param>
    /// <param name="createGraph">Record the product's own computation on this tape.</param>
    /// <returns>A tensor of x's shape; zeros if y does not depend on x.</returns>
    public Tensor VectorJacobian(Tensor y, Tensor x, Tensor v, bool createGraph = false)
    {
        Check.SameShape(nameof(v), v, y.Shape);
        return Backward(y, v, [x], createGraph)[0] ?? Tensor.Zeros(x.Shape, x.Device);
    }

    /// <summary>
    /// The Jacobian-vector product ∂y/∂x·v. With u ↦ g(u) = uᵀ·∂y/∂x, which is linear in u, it is the gradient of g(u)·v
    /// by u: reverse mode twice.
    /// </summary>
    /// <param name="y">A result recorded on this tape.</param>
    /// <param name="x">A watched tensor.</param>
    /// <param name="v">A tensor of x's shape.</param>
    /// <returns>A tensor of y's shape; zeros if y does not depend on x.</returns>
    public Tensor JacobianVector(Tensor y, Tensor x, Tensor v)
    {
        Check.SameShape(nameof(v), v, x.Shape);
        var u = Tensor.Zeros(y.Shape, y.Device);
        Watch(u);
        watched.RemoveAt(watched.Count - 1);
        var g = Backward(y, u, [x], createGraph: true)[0];
        return (g is null ? null : Backward(g, v, [u], createGraph: false)[0]) ?? Tensor.Zeros(y.Shape, y.Device);
    }

    /// <summary>Closes the tape and returns the memory of every tensor made on it that was not kept.</summary>
    public void Dispose()
    {
        if (closed) return;
        if (current != this) throw new InvalidOperationException("Tapes must be closed on the thread that opened them, innermost first.");
        arena?.Close();
        current = outer;
        closed = true;
    }

    /// <summary>Notes an operation on every open tape that tracks one of its inputs; every operation ends with this call.</summary>
    /// <param name="operation">Its name, for messages.</param>
    /// <param name="output">Its result.</param>
    /// <param name="rules">Each differentiable input with the pullback of the output's gradient to it.</param>
    /// <returns><paramref name="output"/>.</returns>
    internal static Tensor Recorded(string operation, Tensor output, params ReadOnlySpan<(Tensor Input, Func<Tensor, Tensor> Pullback)> rules)
    {
        for (var tape = current; tape is not null; tape = tape.outer) tape.Add(operation, output, rules);
        return output;
    }

    internal static Tape? Suspend()
    {
        var suspended = current;
        current = null;
        return suspended;
    }

    internal static void Resume(Tape? suspended) => current = suspended;

    private void Add(string operation, Tensor output, ReadOnlySpan<(Tensor Input, Func<Tensor, Tensor> Pullback)> rules)
    {
        if (detectNaN && output.HasNaN()) throw new ArithmeticException($"{operation} made NaN in a result of shape {output.Shape}.");
        if (paused) return;
        var tracked = 0;
        foreach (var (input, _) in rules)
            if (index.ContainsKey(input)) tracked++;
        if (tracked == 0) return;
        var kept = new (Tensor, Func<Tensor, Tensor>)[tracked];
        var saved = new (Tensor, int)[rules.Length + 1];
        saved[^1] = (output, output.Memory.Version);
        for (var i = 0; i < rules.Length; i++)
        {
            var (input, pullback) = rules[i];
            saved[i] = (input, input.Memory.Version);
            if (index.ContainsKey(input)) kept[^tracked--] = (input, pullback);
        }
        index[output] = notes.Count;
        notes.Add(new(operation, kept, saved));
    }

    /// <summary>Walks the notes from y back, newest first, summing what arrives at each tensor: a loop, so depth costs no stack.</summary>
    private Tensor?[] Backward(Tensor y, Tensor seed, Tensor[] sources, bool createGraph)
    {
        CheckOpen();
        foreach (var source in sources)
            if (!index.ContainsKey(source)) throw new ArgumentException($"{Describe(source, "The source")} is not watched by this tape: call Watch before it is used.", nameof(sources));
        if (!index.TryGetValue(y, out var last)) return new Tensor?[sources.Length];
        var wasPaused = paused;
        paused = !createGraph;
        try
        {
            var gradients = new Tensor?[last + 1];
            gradients[last] = seed;
            var first = sources.Length == 0 ? last : sources.Min(source => index[source]);
            for (var i = last; i > first; i--)
                if (notes[i] is { } note && gradients[i] is { } gradient) PullBack(note, gradient, gradients);
            return Array.ConvertAll(sources, source => index[source] is var i && i <= last ? gradients[i] : null);
        }
        finally { paused = wasPaused; }
    }

    private void PullBack(Note note, Tensor gradient, Tensor?[] gradients)
    {
        foreach (var (tensor, version) in note.Saved)
            if (!tensor.Ended && tensor.Memory.Version != version)
                throw new InvalidOperationException($"{Describe(tensor, "An input or the result")} of {note.Operation} was changed in place after it was recorded; its gradient would be wrong.");
        foreach (var (input, pullback) in note.Rules)
        {
            var i = index[input];
            var part = pullback(gradient);
            gradients[i] = gradients[i] is { } sum ? sum + part : part;
        }
    }

    private Tensor Seed(Tensor y)
    {
        CheckOpen();
        if (y.Elements != 1) throw new ArgumentException($"Gradient needs a single number, not shape {y.Shape}: reduce it (Sum, Mean) or use VectorJacobian.", nameof(y));
        return Tensor.Ones(y.Shape, y.Device);
    }

    private void CheckOpen()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (Environment.CurrentManagedThreadId != thread) throw new InvalidOperationException("A tape belongs to the thread that opened it; it was used on another one.");
    }

    private static ArgumentException Unused(Tensor x, int position) =>
        new($"The result does not depend on {Describe(x, $"source {position}")}; ask for zeros with unusedAsZero: true if that is meant.");

    private static string Describe(Tensor tensor, string otherwise) => $"{(tensor.Name is { } name ? $"'{name}'" : otherwise)} of shape {tensor.Shape}";
}
