using Engine.Models;
using Engine.Models.Initialization;
using Engine.Tests.Models.Training;

namespace Engine.Tests.Models.Objectives;

/// <summary>The bound of a network in training: dealt out to batches, averaged over samples, and told term by term when it goes wrong.</summary>
public class ElboTrainingTests
{
    private static readonly Device exact = Device.Reference;

    private static Sequential Network(Device device, double deviation = 0.1) =>
        new Sequential(new BayesianLinear(4, 6, initialDeviation: deviation), new Engine.Models.Tanh(), new BayesianLinear(6, 3, initialDeviation: deviation)).To(device);

    private static Dataset Data(int count) =>
        Dataset.From(Tensor.Randn([count, 4], 1), Tensor.From([.. Enumerable.Range(0, count).Select(i => (double)(i % 3))], [count]));

    /// <summary>TFP#651, #396, #1335, #282: the sum over an epoch holds the divergence once, for any batch size and weighting, a short last batch included.</summary>
    [Theory, InlineData(1), InlineData(3), InlineData(4), InlineData(7), InlineData(10), InlineData(100)]
    public void Over_an_epoch_the_divergence_counts_once(int size)
    {
        var (network, data) = (Network(exact), Data(10));
        var divergence = new BayesianPass(new RandomStream(0)).DrawAll(network).Divergence(network).Item();
        foreach (var weighting in Enum.GetValues<KlWeighting>())
        {
            var elbo = new Elbo(10) { Weighting = weighting };
            var (bound, likelihood, share) = (0.0, 0.0, 0.0);
            foreach (var batch in data.Batches(size, device: exact))
            {
                var (rows, noise) = (batch.Images.Shape[0], new RandomStream((ulong)batch.Index));
                bound += rows * elbo.Of(network, batch, noise).Item();
                share += elbo.Share(batch);
                likelihood += elbo.Likelihood.LogProb(network.Forward(batch.Images, new BayesianPass(new RandomStream((ulong)batch.Index))), batch.Labels).Sum().Item();
            }
            Assert.Equal(likelihood - divergence, bound, 1e-9);
            Assert.Equal(1, share, 1e-12);
        }
    }

    /// <summary>Blundell et al., §3.4: each batch of an epoch carries half of what the one before it carried.</summary>
    [Fact]
    public void Blundells_shares_halve_from_batch_to_batch()
    {
        var elbo = new Elbo(10) { Weighting = KlWeighting.Blundell };
        var shares = Data(10).Batches(3).Select(elbo.Share).ToArray();
        Assert.Equal([8 / 15.0, 4 / 15.0, 2 / 15.0, 1 / 15.0], shares, (a, b) => Math.Abs(a - b) < 1e-12);
        var batch = new Batch(Tensor.Ones([3, 4]), Tensor.Zeros([3]));
        Assert.Contains("its place in the epoch", Assert.Throws<ArgumentException>(() => elbo.Share(batch)).Message, StringComparison.Ordinal);
        Assert.Equal(1, new Elbo(100_000) { Weighting = KlWeighting.Blundell }.Share(batch with { Index = 0, BatchCount = 5000 }) * 2, 1e-12);
    }

    [Fact]
    public void Samples_are_averaged_and_pairs_are_mirrored()
    {
        var network = Network(exact);
        var (x, labels) = (Tensor.Randn([5, 4], 3, exact), Tensor.Of([0.0, 1, 2, 0, 1], exact));
        double One(BayesianPass pass) => new CategoricalLikelihood().LogProb(network.Forward(x, pass), labels).Mean().Item();
        var noise = new RandomStream(7);
        BayesianPass first = new(noise), second = new(noise);
        var divergence = first.DrawAll(network).Divergence(network).Item() / 10;
        Assert.Equal((One(first) + One(second)) / 2 - divergence, new Elbo(10) { Samples = 2 }.Of(network, x, labels, new RandomStream(7)).Item(), 1e-12);
        Assert.Equal((One(first) + One(first.Mirrored())) / 2 - divergence, new Elbo(10) { Samples = 2, Antithetic = true }.Of(network, x, labels, new RandomStream(7)).Item(), 1e-12);
        Assert.Contains("Samples is 3", Assert.Throws<ArgumentException>(() => new Elbo(10) { Samples = 3, Antithetic = true }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Elbo(10) { Samples = 0 });
    }

    [Fact]
    public void Annealing_multiplies_the_divergence_of_its_step()
    {
        var network = Network(exact);
        var batch = new Batch(Tensor.Randn([5, 4], 3, exact), Tensor.Of([0.0, 1, 2, 0, 1], exact));
        double At(long step, ISchedule? annealing) => new Elbo(10) { Annealing = annealing }.Of(network, batch with { Step = step }, new RandomStream(7)).Item();
        var rise = new LinearSchedule(0, 1, 100);
        var (full, none) = (At(100, null), At(0, rise));
        var divergence = new BayesianPass(new RandomStream(0)).DrawAll(network).Divergence(network).Item() / 10;
        Assert.Equal(none - divergence, full, 1e-12);
        Assert.Equal(none - 0.25 * divergence, At(25, rise), 1e-12);
        Assert.Equal(full, At(1000, rise), 1e-12);
    }

    [Fact]
    public void The_trainer_refuses_an_objective_for_another_data_set()
    {
        var network = Network(Device.Cpu);
        var message = Assert.Throws<ArgumentException>(() => { SmallRun.Fit(new Trainer(network, new Adam(), new Elbo(100)), Data(50), 1); }).Message;
        Assert.Contains("data set of 100 examples, but this one has 50", message, StringComparison.Ordinal);
        Assert.Contains("would count 0.5 times", message, StringComparison.Ordinal);
        var dropping = new Trainer(network, new Adam(), new Elbo(50) { Weighting = KlWeighting.Blundell }) { BatchSize = 16, DropLast = true };
        Assert.Contains("DropLast", Assert.Throws<ArgumentException>(() => { SmallRun.Fit(dropping, Data(50), 1); }).Message, StringComparison.Ordinal);
    }

    /// <summary>An objective that pays twice for the weights is caught while it trains.</summary>
    private sealed class Doubled(Elbo elbo) : IObjective
    {
        public Tensor Loss(Layer network, Batch batch, RandomStream noise) => elbo.Loss(network, batch, noise);

        public void CheckFits(int dataCount, bool dropLast) => elbo.CheckFits(dataCount, dropLast);

        public double Share(Batch batch) => 2 * elbo.Share(batch);

        public string Explain(Layer network, Batch batch, RandomStream noise) => elbo.Explain(network, batch, noise);
    }

    [Fact]
    public void The_trainer_proves_that_the_divergence_counts_once()
    {
        var network = Network(Device.Cpu);
        foreach (var weighting in Enum.GetValues<KlWeighting>())
            SmallRun.Fit(new Trainer(network, new Adam(), new Elbo(50) { Weighting = weighting }) { BatchSize = 16 }, Data(50), 2);
        SmallRun.Fit(new Trainer(network, new Adam(), new Elbo(50)) { BatchSize = 16, DropLast = true }, Data(50), 2);
        var message = Assert.Throws<InvalidOperationException>(() => { SmallRun.Fit(new Trainer(network, new Adam(), new Doubled(new Elbo(50))) { BatchSize = 16 }, Data(50), 1); }).Message;
        Assert.Contains("counted 2 times, but 1 of the data set was seen", message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_learns()
    {
        var data = Dataset.From(Tensor.Randn([300, 4], 1), Tensor.Randn([300, 4], 1).ArgMax(1));
        var network = new Sequential(new BayesianLinear(4, 16), new Engine.Models.Tanh(), new BayesianLinear(16, 4));
        var course = SmallRun.Fit(new Trainer(network, new Adam(1e-2), new Elbo(300)) { BatchSize = 32 }, data, 30);
        Assert.True(course.Epochs[^1].Loss < 0.75 * course.Epochs[0].Loss, $"from {course.Epochs[0].Loss} to {course.Epochs[^1].Loss}");
    }

    [Fact]
    public void A_loss_that_goes_wrong_is_told_by_step_term_and_layer()
    {
        var network = Network(Device.Cpu);
        ((BayesianLinear)network[2]).Weight.Rho.CopyFrom(Tensor.Full([3, 6], double.NegativeInfinity));
        var message = Assert.Throws<ArithmeticException>(() => { SmallRun.Fit(new Trainer(network, new Adam(), new Elbo(50)), Data(50), 1); }).Message;
        Assert.Contains("The loss became Infinity at step 0", message, StringComparison.Ordinal);
        Assert.Contains("the divergence KL(q‖p) of BayesianLinear '2' is Infinity", message, StringComparison.Ordinal);
        var first = new BayesianPass(new RandomStream(0)).DrawAll(network[0]).Divergence(network[0]).Item();
        Assert.Contains($"the divergence KL(q‖p) of BayesianLinear '0' is {first:G5}", message, StringComparison.Ordinal);
        Assert.Contains("Parameter '2.weight.rho' of shape [3, 6] holds numbers that are not finite", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_term_that_explodes_is_told_before_the_weights_change()
    {
        var network = new Sequential(new BayesianLinear(4, 3, new Normal(0, 1e-17), initializer: new Constant(1))).To(Device.Cpu);
        var before = network.Parameters[0].ToArray();
        var message = Assert.Throws<ArithmeticException>(() => { SmallRun.Fit(new Trainer(network, new Adam(), new Elbo(50)), Data(50), 1); }).Message;
        Assert.Contains("the log-likelihood is -", message, StringComparison.Ordinal);
        Assert.Contains("of BayesianLinear '0' is ", message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters[0].ToArray());
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(double.NaN), InlineData(1e-30), InlineData(1e30)]
    public void Senseless_priors_are_refused_with_advice(double deviation)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new NormalPrior(0, deviation));
        Assert.Contains("from 1e-18 to 1e18", error.Message, StringComparison.Ordinal);
        Assert.Contains("use a layer that is not Bayesian", error.Message, StringComparison.Ordinal);
    }
}
