namespace Engine.Models;

/// <summary>σ = softplus(ρ) of every weight of a network, worked out once for all its draws.</summary>
internal sealed class Deviations
{
    private readonly Dictionary<NormalPosterior, Tensor> tensors = new(ReferenceEqualityComparer.Instance);

    /// <summary>In the memory of the scope that is open now.</summary>
    public Deviations(Module network) => Add(network);

    /// <summary>σ of a posterior, of its shape.</summary>
    public Tensor Of(NormalPosterior posterior) => tensors[posterior];

    /// <summary>Number of weights.</summary>
    public int Count => tensors.Values.Sum(deviation => deviation.Elements);

    private void Add(Module module)
    {
        if (module is NormalPosterior posterior) tensors.Add(posterior, posterior.Rho.Softplus());
        foreach (var child in module.Children) Add(child.Module);
    }
}
