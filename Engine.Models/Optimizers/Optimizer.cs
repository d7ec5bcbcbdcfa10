namespace Engine.Models;

/// <summary>Changes parameters in place, step by step, along their gradients.</summary>
/// <remarks>State is kept by the parameter itself, not by its name or place, and starts when a parameter is first seen.</remarks>
public abstract class Optimizer
{
    private readonly Dictionary<Tensor, Slot> slots = new(ReferenceEqualityComparer.Instance);
    private readonly List<Tensor> known = [];
    private readonly HashSet<Tensor>? expected;
    private readonly string[] moments;
    private Dictionary<string, SavedSlot> waiting = [];

    /// <summary>An optimizer of the given parameters, or of whatever it is given gradients of.</summary>
    /// <param name="parameters">If given, each step must have the gradients of exactly these.</param>
    /// <param name="learningRate">Size of a step.</param>
    /// <param name="moments">Names of the running averages that the rule keeps, at most two: the ends of their keys in <see cref="State"/>.</param>
    /// <exception cref="ArgumentException">A parameter is named twice, or there is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
    protected Optimizer(IEnumerable<Tensor>? parameters, double learningRate, params string[] moments)
    {
        LearningRate = learningRate;
        this.moments = moments;
        if (parameters is null) return;
        expected = new(ReferenceEqualityComparer.Instance);
        foreach (var parameter in parameters)
            if (expected.Add(parameter)) known.Add(parameter);
            else throw new ArgumentException($"{Describe(parameter)} is among the parameters twice.", nameof(parameters));
        if (known.Count == 0) throw new ArgumentException("An optimizer needs at least one parameter.", nameof(parameters));
    }

    /// <summary>Size of a step; may be changed between steps, by a schedule for example.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public double LearningRate { get; set => field = Require.NotNegative(value, nameof(LearningRate)); }

    /// <summary>Takes one step for every tensor that has a gradient here.</summary>
    /// <param name="gradients">From <see cref="Tape.Gradient(Tensor, bool, bool)"/>.</param>
    /// <exception cref="ArgumentException">They are not of exactly the parameters given at construction; nothing is changed then.</exception>
    public void Step(Gradients gradients)
    {
        CheckSources(gradients);
        foreach (var (parameter, gradient) in gradients)
            if (parameter.Device != gradient.Device) throw new ArgumentException($"{Describe(parameter)} is on {parameter.Device}, its gradient on {gradient.Device}.", nameof(gradients));
        foreach (var (parameter, _) in gradients) FindOrMake(parameter);
        foreach (var (parameter, gradient) in gradients)
        {
            slots[parameter].Steps++;
            Update(slots[parameter], gradient);
        }
    }

    /// <summary>Everything that the next step depends on besides the parameters, by name, to be written to a checkpoint.</summary>
    /// <remarks>The learning rate; and for each parameter its number of steps and its running averages, as <c>0.weight.steps</c>, <c>0.weight.mean</c>, …</remarks>
    /// <exception cref="InvalidOperationException">Two parameters have one name, or one has none.</exception>
    public IEnumerable<KeyValuePair<string, Tensor>> State
    {
        get
        {
            CheckNames();
            yield return new(OptimizerState.LearningRateKey, OptimizerState.Number(LearningRate));
            foreach (var parameter in known)
                if (slots.TryGetValue(parameter, out var slot))
                    foreach (var entry in OptimizerState.Of(slot, moments)) yield return entry;
            foreach (var saved in waiting.Values)
                foreach (var entry in saved.Entries) yield return entry;
        }
    }

    /// <summary>Continues where the optimizer whose <see cref="State"/> this is had stopped: the steps that follow are bitwise the same.</summary>
    /// <remarks>From a file, read them on <see cref="Device.Reference"/>, whose doubles hold every number of every device.</remarks>
    /// <param name="state">The entries; copied.</param>
    /// <exception cref="ArgumentException">The entries do not fit this kind of optimizer or its parameters; nothing is changed then.</exception>
    public void LoadState(IEnumerable<KeyValuePair<string, Tensor>> state)
    {
        CheckNames();
        var (rate, saved) = OptimizerState.Read(state, moments);
        OptimizerState.CheckFits(saved, known, mayHaveOthers: expected is null);
        LearningRate = rate;
        waiting = saved;
        slots.Clear();
        foreach (var parameter in known)
            if (waiting.ContainsKey(parameter.Name!)) FindOrMake(parameter);
    }

    /// <summary>One step of one parameter, by <see cref="Slot.Run"/> with the rule.</summary>
    /// <param name="slot">The parameter and what is remembered of it.</param>
    /// <param name="gradient">Its gradient.</param>
    protected abstract void Update(Slot slot, Tensor gradient);

    private void FindOrMake(Tensor parameter)
    {
        if (slots.ContainsKey(parameter)) return;
        var slot = new Slot(parameter, moments.Length);
        if (parameter.Name is { } name && waiting.TryGetValue(name, out var saved))
        {
            saved.CopyTo(slot);
            waiting.Remove(name);
        }
        if (expected is null && !known.Contains(parameter)) known.Add(parameter);
        slots.Add(parameter, slot);
    }

    private void CheckSources(Gradients gradients)
    {
        if (expected is null) return;
        foreach (var (source, _) in gradients)
            if (!expected.Contains(source)) throw new ArgumentException($"{Describe(source)} has a gradient but is not a parameter of this optimizer.", nameof(gradients));
        foreach (var parameter in known)
            if (!gradients.Contains(parameter)) throw new ArgumentException($"{Describe(parameter)} has no gradient, but is a parameter of this optimizer.", nameof(gradients));
    }

    private void CheckNames()
    {
        HashSet<string> names = [];
        foreach (var parameter in known)
            if (parameter.Name is not { } name || !names.Add(name))
                throw new InvalidOperationException($"The state of an optimizer is kept by name, but {Describe(parameter)} {(parameter.Name is null ? "has none" : "shares its name with another")}: compose the networks into one module.");
    }

    internal static string Describe(Tensor tensor) => tensor.Name is { } name ? $"'{name}' of shape {tensor.Shape}" : $"a tensor of shape {tensor.Shape}";
}
