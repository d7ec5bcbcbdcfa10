namespace Engine.Models;

/// <summary>
/// One dense layer each way, without activations. Its optimum is the plane of the first principal components, and every other place where
/// the gradient is 0 is a saddle; but any directions that span the plane are as good, and training finds some that are not orthogonal.
/// Baldi &amp; Hornik, <i>Neural Networks and Principal Component Analysis</i>, Neural Networks 2 (1989).
/// </summary>
/// <param name="features">Length of an observation.</param>
/// <param name="latent">Dimensions of z.</param>
public sealed class LinearAutoencoder(int features, int latent) : Autoencoder(new Linear(features, latent), new Linear(latent, features))
{
    /// <summary>What each latent variable adds to the reconstruction, one a row: [latent, features].</summary>
    public Tensor Directions => GetChild<Linear>("decoder").Weight.Transpose();
}
