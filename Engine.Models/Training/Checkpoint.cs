namespace Engine.Models;

/// <summary>A training run on disk: one safetensors file with weights, the optimizer's state and the trainer's.</summary>
internal static class Checkpoint
{
    private const string Model = "model/";
    private const string Optimizer = "optimizer/";
    private const string State = "trainer";

    /// <summary>Writes to a temporary name and moves it into place: a failure leaves the last checkpoint as it was.</summary>
    public static void Save(string path, Module model, Optimizer optimizer, TrainerState state)
    {
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (name, tensor) in model.Named()) tensors[Model + name] = tensor;
        foreach (var (name, tensor) in optimizer.State) tensors[Optimizer + name] = tensor;
        Safetensors.Save(path, tensors, new Dictionary<string, string> { [State] = state.ToJson() });
    }

    /// <summary>Checks everything first: a checkpoint that does not fit changes neither the model nor the optimizer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">Takes over the weights.</param>
    /// <param name="optimizer">Takes over its state.</param>
    /// <param name="check">Throws if the run is another one.</param>
    /// <exception cref="InvalidDataException">The file is damaged, is not a checkpoint, or not of this model.</exception>
    public static TrainerState Load(string path, Module model, Optimizer optimizer, Action<TrainerState> check)
    {
        using var scope = new Scope();
        var file = Safetensors.Load(path, Device.Reference);        // in double, where the numbers of every device are exact
        if (!file.Metadata.TryGetValue(State, out var json)) throw new InvalidDataException($"'{path}' is not a checkpoint of a trainer: its metadata has no '{State}'.");
        var state = TrainerState.FromJson(json, path);
        check(state);
        var weights = Part(file.Tensors, Model);
        model.CheckFits(path, weights);
        optimizer.LoadState(Part(file.Tensors, Optimizer));
        model.CopyFrom(weights);
        return state;
    }

    private static Dictionary<string, Tensor> Part(IReadOnlyDictionary<string, Tensor> tensors, string prefix) =>
        tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);
}
