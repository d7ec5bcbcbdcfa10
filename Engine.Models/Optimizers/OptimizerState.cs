namespace Engine.Models;

/// <summary>How the state of an optimizer is laid out as named tensors. Single numbers are doubles, on the reference device.</summary>
internal static class OptimizerState
{
    public const string LearningRateKey = "learning_rate";
    private const string Steps = "steps";

    public static Tensor Number(double value) => Tensor.Of(value, Device.Reference).Keep();

    public static KeyValuePair<string, Tensor> StepsEntry(string name, long steps) => new($"{name}.{Steps}", Number(steps));

    public static IEnumerable<KeyValuePair<string, Tensor>> Of(Slot slot, string[] moments)
    {
        yield return StepsEntry(slot.Parameter.Name!, slot.Steps);
        for (var i = 0; i < moments.Length; i++) yield return new($"{slot.Parameter.Name}.{moments[i]}", slot.Moments[i]);
    }

    /// <summary>Sorts the entries by parameter, as copies.</summary>
    /// <exception cref="ArgumentException">An entry is missing or of no use here, or its value cannot be right.</exception>
    public static (double LearningRate, Dictionary<string, SavedSlot> Slots) Read(IEnumerable<KeyValuePair<string, Tensor>> state, string[] moments)
    {
        var entries = new Dictionary<string, Tensor>(state);
        if (!entries.Remove(LearningRateKey, out var rate)) throw new ArgumentException($"The state has no '{LearningRateKey}'.", nameof(state));
        Dictionary<string, SavedSlot> slots = [];
        foreach (var key in entries.Keys.Where(key => key.EndsWith('.' + Steps)).ToArray())
        {
            var name = key[..^(Steps.Length + 1)];
            entries.Remove(key, out var count);
            slots[name] = new(name, Whole(key, count!), [.. moments.Select(suffix => (suffix, Take(entries, $"{name}.{suffix}")))]);
        }
        if (entries.Count > 0) throw new ArgumentException($"The state has entries that this optimizer does not keep: {string.Join(", ", entries.Keys)}.", nameof(state));
        return (Require.NotNegative(rate.Item(), LearningRateKey), slots);
    }

    /// <exception cref="ArgumentException">A shape differs, a parameter has no state while another has, or a state has no parameter.</exception>
    public static void CheckFits(Dictionary<string, SavedSlot> slots, List<Tensor> parameters, bool mayHaveOthers)
    {
        foreach (var parameter in parameters)
            if (slots.TryGetValue(parameter.Name!, out var slot)) slot.CheckFits(parameter);
            else if (slots.Count > 0 && !mayHaveOthers) throw new ArgumentException($"The state has nothing about {Optimizer.Describe(parameter)}.", nameof(slots));
        if (mayHaveOthers) return;
        var names = parameters.Select(parameter => parameter.Name!).ToHashSet();
        var foreign = slots.Keys.Where(name => !names.Contains(name)).ToArray();
        if (foreign.Length > 0) throw new ArgumentException($"The state is also of {string.Join(", ", foreign)}, which this optimizer does not have.", nameof(slots));
    }

    private static Tensor Take(Dictionary<string, Tensor> entries, string key) =>
        entries.Remove(key, out var values) ? values.Clone().Keep() : throw new ArgumentException($"The state has no '{key}'.");

    private static long Whole(string key, Tensor count) => count.Item() is >= 0 and var steps && steps == Math.Floor(steps) ? (long)steps
        : throw new ArgumentException($"The state '{key}' is {count.Item()}; expected a number of steps.");
}
