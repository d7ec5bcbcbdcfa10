namespace Engine;

/// <summary>
/// An operation whose backward pass is one: for all its results and all its inputs together. It runs once, when the
/// gradients of all results are complete, if any has arrived.
/// </summary>
internal sealed class JointNote : Note
{
    private readonly int outputs;
    private readonly Tensor[] inputs;
    private readonly bool[] wanted;
    private readonly JointPullback pullback;

    private JointNote(string operation, int outputs, Tensor[] inputs, bool[] wanted, JointPullback pullback, (Tensor Tensor, int Version)[] saved)
        : base(operation, saved) => (this.outputs, this.inputs, this.wanted, this.pullback) = (outputs, inputs, wanted, pullback);

    /// <summary>A note, or null if none of the inputs is tracked.</summary>
    public static JointNote? Of(string operation, ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> inputs, JointPullback pullback, Dictionary<Tensor, int> index)
    {
        var wanted = new bool[inputs.Length];
        for (var i = 0; i < wanted.Length; i++) wanted[i] = index.ContainsKey(inputs[i]);
        return wanted.Contains(true) ? new(operation, outputs.Length, inputs.ToArray(), wanted, pullback, Versions([.. inputs, .. outputs])) : null;
    }

    /// <inheritdoc/>
    public override void PullBack(int slot, GradientSlots gradients)
    {
        var arrived = new Tensor?[outputs];
        var ends = new bool[outputs];
        for (var i = 0; i < outputs; i++) (arrived[i], ends[i]) = (gradients[slot + i], gradients.Ends(slot + i));
        Tensor[] present = [.. arrived.OfType<Tensor>()];
        if (present.Length == 0) return;
        CheckUnchanged();
        var parts = pullback(new(arrived, ends, wanted, Tape.Records([.. inputs, .. present])));
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!wanted[i] || parts[i] is not { } part) continue;
            Check.SameShape($"The gradient of {Operation} by input {i}", part, inputs[i].Shape);
            Tape.CheckGradient(Operation, part);
            gradients.Add(inputs[i], part);
        }
    }
}
