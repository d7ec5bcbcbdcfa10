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
        for (var tape = current; tape is not null; tape = tape.outer)
        {
            tape.CheckNaN(operation, output);
            if (!tape.paused) tape.Add(RuleNote.Of(operation, output, rules, tape.index), [output]);
        }
        return output;
    }

    /// <summary>Notes an operation of several results whose pullback runs once for all of them: see <see cref="JointNote"/>.</summary>
    /// <param name="operation">Its name, for messages.</param>
    /// <param name="outputs">Its results, at least one, all new.</param>
    /// <param name="inputs">Every tensor that the results depend on differentiably.</param>
    /// <param name="pullback">From the gradients of the results to those of the inputs.</param>
    internal static void Recorded(string operation, ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> inputs, JointPullback pullback)
    {
        for (var tape = current; tape is not null; tape = tape.outer)
        {
            foreach (var output in outputs) tape.CheckNaN(operation, output);
            if (!tape.paused) tape.Add(JointNote.Of(operation, outputs, inputs, pullback, tape.index), outputs);
        }
    }

    /// <summary>Whether an operation on one of these tensors would be noted now, by any open tape.</summary>
    internal static bool Records(ReadOnlySpan<Tensor> inputs)
    {
        for (var tape = current; tape is not null; tape = tape.outer)
            if (!tape.paused)
                foreach (var input in inputs)
                    if (tape.index.ContainsKey(input)) return true;
        return false;
    }

    /// <summary>Looks for NaN in what a pullback made by kernels alone, if an open tape asks for that.</summary>
    internal static void CheckGradient(string operation, Tensor gradient)
    {
        for (var tape = current; tape is not null; tape = tape.outer) tape.CheckNaN($"The gradient of {operation}", gradient);
    }

    internal static Tape? Suspend()
    {
        var suspended = current;
        current = null;
        return suspended;
    }

    internal static void Resume(Tape? suspended) => current = suspended;

    private void CheckNaN(string operation, Tensor output)
    {
        if (detectNaN && output.HasNaN()) throw new ArithmeticException($"{operation} made NaN in a result of shape {output.Shape}.");
    }

    /// <summary>Gives the outputs consecutive slots, the note standing at the first: walking back, it comes after all of them.</summary>
    private void Add(Note? note, ReadOnlySpan<Tensor> outputs)
    {
        if (note is null) return;
        foreach (var output in outputs)
        {
            index[output] = notes.Count;
            notes.Add(note);
            note = null;
        }
    }

    /// <summary>Walks the notes from y back, newest first, summing what arrives at each tensor: a loop, so depth costs no stack.</summary>
    private Tensor?[] Backward(Tensor y, Tensor seed, Tensor[] sources, bool createGraph)
    {
        CheckOpen();
        foreach (var source in sources)
            if (!index.ContainsKey(source)) throw new ArgumentException($"{Check.Describe(source, "The source")} is not watched by this tape: call Watch before it is used.", nameof(sources));
        if (!index.TryGetValue(y, out var last)) return new Tensor?[sources.Length];
        var wasPaused = paused;
        paused = !createGraph;
        try
        {
            using var gradients = new GradientSlots(last + 1, index, sources, recorded: createGraph || IsAnotherOpen);
            gradients.Add(y, seed);
            var first = sources.Length == 0 ? last : sources.Min(source => index[source]);
            for (var i = last; i > first; i--)
                if (notes[i] is { } note) gradients.PullBack(note, i);
            return Array.ConvertAll(sources, gradients.Result);
        }
        finally { paused = wasPaused; }
    }

    /// <summary>Whether operations are seen by a tape besides this one.</summary>
    private bool IsAnotherOpen => current is { } innermost && (innermost != this || outer is not null);

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
        new($"The result does not depend on {Check.Describe(x, $"source {position}")}; ask for zeros with unusedAsZero: true if that is meant.");
}
