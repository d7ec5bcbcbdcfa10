namespace Engine.Models;

/// <summary>The state of one parameter as it was read, until its parameter is seen.</summary>
/// <param name="name">The parameter's name.</param>
/// <param name="steps">Steps that it took.</param>
/// <param name="moments">The running averages, by the ends of their keys.</param>
internal sealed class SavedSlot(string name, long steps, (string Suffix, Tensor Values)[] moments)
{
    /// <summary>The entries again.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Entries =>
        [OptimizerState.StepsEntry(name, steps), .. moments.Select(moment => KeyValuePair.Create($"{name}.{moment.Suffix}", moment.Values))];

    public void CheckFits(Tensor parameter)
    {
        foreach (var (suffix, values) in moments)
            if (values.Shape != parameter.Shape) throw new ArgumentException($"The state '{name}.{suffix}' has shape {values.Shape}; its parameter has {parameter.Shape}.");
    }

    public void CopyTo(Slot slot)
    {
        CheckFits(slot.Parameter);
        slot.Steps = steps;
        for (var i = 0; i < moments.Length; i++) slot.Moments[i].CopyFrom(moments[i].Values);
    }
}
