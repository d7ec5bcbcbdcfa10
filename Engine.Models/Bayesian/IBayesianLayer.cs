namespace Engine.Models;

/// <summary>A layer whose weights are a distribution, so that a forward pass has a divergence to account for.</summary>
public interface IBayesianLayer;
