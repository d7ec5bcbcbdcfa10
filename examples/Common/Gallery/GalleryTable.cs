namespace Examples;

/// <summary>All examples in the order of the lecture, with what each claims and the options of its short form.</summary>
public static class GalleryTable
{
    private const string Tiny = "--epochs 1 --images 600";

    /// <summary>The chapters.</summary>
    public static IReadOnlyList<GalleryChapter> Chapters { get; } =
    [
        new("basics", "Tensors and gradients", "What everything else stands on.",
        [
            new("quickstart", "Quick start", "A tensor, a tape, a gradient: the first lines of the README."),
            new("micro", "Autodiff in one class", "Reverse-mode differentiation of single numbers learns XOR: back propagation is the chain rule, walked backwards."),
        ]),
        new("networks", "Networks, certain and Bayesian", "A network gives an answer. A Bayesian one is a distribution over networks, and answers as their average.",
        [
            new("mnist", "Optimization of a network", "Forward pass, error, back propagation, a step: the weights that make the labels most probable.", "--epochs 3", Tiny),
            new("out_of_domain", "Why Bayesian networks", "Shown an image of no class, an ordinary network is overconfident; one that averages over networks can say that it does not know.", "--epochs 3 --images 10000", Tiny),
            new("calibration", "Honest probabilities", "Of the answers given with 80 % certainty, 80 % should be right: a network and an ensemble claim more, Bayesian ones less.", "--epochs 30", Tiny),
        ]),
        new("training", "Training Bayesian networks", "Variational inference: a data term, a regularizer, and weights drawn by the reparametrization trick.",
        [
            new("regression", "Uncertainty where there are no data", "w = μ + σε: each draw is a function; they agree where there are data and part where there are none.", "--steps 3000", "--steps 20"),
            new("bayes_by_backprop", "Weight uncertainty", "The bound is maximised over the mean and deviation of every weight; those with little signal for their noise can be dropped.", "--epochs 3", Tiny),
            new("lift", "Lifting a network", "A trained network becomes Bayesian at its weights. Not every layer needs to be: fewer Bayesian layers are often better for stability.", "--epochs 2 --tuning 1", Tiny + " --tuning 1"),
            new("uci", "Regression tables", "Uncertainty estimation on small tables, against published figures.", "--method bayes --steps 2000 --splits 1", "--steps 20 --draws 3 --splits 1", NeedsSets: true),
        ]),
        new("pca", "PCA", "The best representation of data in d numbers: the d orthogonal directions of greatest variance.",
        [
            new("pca", "Principal components", "Diagonalise the covariance and keep the largest directions: redundant dimensions are got rid of.", "", "--images 60"),
            new("linear_autoencoder", "A network that does PCA", "A network with one linear hidden layer spans the same space as PCA, by directions that are not orthogonal. It is not an efficient way to apply PCA.", "", Tiny),
        ]),
        new("autoencoders", "Autoencoders", "X′ = f(g(X)): trained to reproduce the input through few numbers.",
        [
            new("autoencoder", "The latent space", "A compact representation of the digits: in two dimensions, with a colour for each digit, it can be looked at.", "--epochs 3", Tiny),
            new("denoise", "Denoising", "Predict X from a corrupted X̃: original, corrupted, reconstructed.", "--epochs 2", Tiny),
        ]),
        new("vae", "Variational autoencoders", "An inference model q(z|x) and a generative model p(x|z), trained by KL(N(μ(X), Σ(X)) ‖ N(0, I)) and |X̃ − X|².",
        [
            new("vae", "A VAE of digits", "Draw z from N(0, I), decode, and there is a digit that no one wrote.", "--epochs 4", Tiny),
            new("vae_manifold", "The manifold of digits", "With a z of two dimensions the plane of digits can be drawn as a map. Kingma & Welling.", "--epochs 4", Tiny),
            new("vae_latents", "How many latent dimensions", "The bound rises with the dimensions of z, and more than are needed do no harm: the divergence switches them off. Kingma & Welling.", "--epochs 2 --latents 2,10,50", Tiny),
            new("vae_posteriors", "Richer posteriors", "q(z|x) may have a covariance Σ(x): diagonal, rank one, full.", "--epochs 1 --images 20000", Tiny),
            new("iwae", "Tighter bounds", "Several samples of z for one image bring the bound nearer to ln p(x).", "--epochs 1 --images 10000 --nll-samples 200 --nll-images 200", Tiny + " --nll-samples 30 --nll-images 20"),
            new("linear_vae", "A VAE in closed form", "If encoder and decoder are linear, the best VAE is known: dimensions whose variance is below σ² collapse. Duraisamy.", "--steps 300", "--steps 5 --images 100"),
            new("deep_latent_gaussian", "Several stochastic layers", "Deep latent Gaussian models: stochastic back propagation through layers of latent variables. Rezende, Mohamed & Wierstra.", "--epochs 2 --images 20000 --nll-samples 200 --nll-images 200", Tiny + " --nll-samples 30 --nll-images 20"),
            new("impute", "Missing pixels", "Infer z from what is seen, decode, fill in, and again: the chain ends at images that the model believes in.", "--epochs 3", Tiny + " --steps 3"),
            new("lifted_vae", "A Bayesian decoder", "The decoder's weights become random: what it has not seen it draws with doubt.", "--epochs 3 --tuning 1", Tiny + " --tuning 1"),
        ]),
        new("conditional", "Conditional VAEs", "KL(N(μ(X, Y), Σ(X, Y)) ‖ N(0, I)): all that is known of an image, its label or a part of it, is given to both halves.",
        [
            new("conditional_vae", "By label", "Ask for a digit and it is written; keep z and change the label, and the style stays.", "--epochs 4", Tiny),
            new("quadrants", "By a part of the image", "The rest of a digit from one, two or three quadrants: many answers, where a plain network has one. pyro.ai.", "--epochs 1", Tiny),
        ]),
    ];

    /// <summary>The entry of an example; null if it has none.</summary>
    public static GalleryEntry? Find(string name) => Chapters.SelectMany(chapter => chapter.Entries).FirstOrDefault(entry => entry.Name == name);
}
