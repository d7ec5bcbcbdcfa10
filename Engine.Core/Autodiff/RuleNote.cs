namespace Engine;

/// <summary>An operation of one result, with a rule for each tracked input.</summary>
internal sealed class RuleNote : Note
{
    private readonly (Tensor Input, Func<Tensor, Tensor> Pullback)[] rules;

    private RuleNote(string operation, (Tensor Input, Func<Tensor, Tensor> Pullback)[] rules, (Tensor Tensor, int Version)[] saved) : base(operation, saved) =>
        this.rules = rules;

    /// <summary>A note, or null if none of the inputs is tracked.</summary>
    public static RuleNote? Of(string operation, Tensor output, ReadOnlySpan<(Tensor Input, Func<Tensor, Tensor> Pullback)> rules, Dictionary<Tensor, int> index)
    {
        var tracked = 0;
        foreach (var (input, _) in rules)
            if (index.ContainsKey(input)) tracked++;
        if (tracked == 0) return null;
        var kept = new (Tensor, Func<Tensor, Tensor>)[tracked];
        var saved = new Tensor[rules.Length + 1];
        saved[^1] = output;
        for (var i = 0; i < rules.Length; i++)
        {
            saved[i] = rules[i].Input;
            if (index.ContainsKey(rules[i].Input)) kept[^tracked--] = rules[i];
        }
        return new(operation, kept, Versions(saved));
    }

    /// <inheritdoc/>
    public override void PullBack(int slot, GradientSlots gradients)
    {
        if (gradients[slot] is not { } gradient) return;
        CheckUnchanged();
        foreach (var (input, pullback) in rules) gradients.Add(input, pullback(gradient));
    }
}
