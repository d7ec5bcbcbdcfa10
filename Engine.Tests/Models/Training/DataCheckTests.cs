using Engine.Models;
using Engine.Tests.Models.Autoencoders;

namespace Engine.Tests.Models.Training;

/// <summary>Data that a model cannot learn from is refused before the first step, with the place and advice; nothing changes.</summary>
public sealed class DataCheckTests
{
    /// <summary>Five rows of seven, of which the number in row 3 and column 2 is another.</summary>
    private static Dataset With(Tensor rows, double value)
    {
        var numbers = rows.ToDoubles();
        numbers[3 * 7 + 2] = value;
        return Dataset.From(Tensor.From(numbers, rows.Shape));
    }

    private static DecoderCase Case(string name) => DecoderCases.All.Single(each => each.Name == name);

    private static void Refused(ITrainable model, Dataset data, params string[] texts)
    {
        var before = ((Module)model).Parameters.Select(parameter => parameter.ToDoubles()).ToArray();
        var message = Assert.Throws<ArgumentException>(() => { SmallRun.Fit(new Trainer(model, new Adam()), data, 1); }).Message;
        Assert.All(texts, text => Assert.Contains(text, message, StringComparison.Ordinal));
        Assert.Equal(before, ((Module)model).Parameters.Select(parameter => parameter.ToDoubles()));
    }

    [Theory, MemberData(nameof(DecoderCases.Rows), MemberType = typeof(DecoderCases))]
    public void Numbers_that_are_not_finite_are_refused_by_row_and_column(DecoderCase each)
    {
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            Refused(each.Vae(Device.Cpu), With(each.X, value), "Row 3", "column 2", $"{value}", each.Make().GetType().Name, "Leave such rows out");
        Assert.True(SmallRun.Fit(new Trainer(each.Vae(Device.Cpu), new Adam()), Dataset.From(each.X), 1).Finished);
    }

    [Theory, InlineData("Bernoulli"), InlineData("continuous Bernoulli")]
    public void Pixels_to_255_are_to_be_divided(string name)
    {
        var (vae, whole) = (Case(name).Vae(Device.Cpu), Tensor.Arange(35).Reshape(5, 7) * 7);
        Refused(vae, Dataset.From(whole), "Row 0", "7 at column 1", "numbers from 0 to 1", "divided by 255");
        Refused(vae, With(whole, 300), "Row 0", "another decoder");
        Refused(vae, With(Tensor.Ones([5, 7]), -0.5), "Row 3", "-0.5 at column 2");
    }

    [Fact]
    public void Levels_refuse_what_lies_between_and_say_what_takes_it()
    {
        Refused(Case("categorical").Vae(Device.Cpu), With(Tensor.Ones([5, 7]), 1.5), "1.5", "whole numbers from 0 to 2", "GaussianDecoder");
        Refused(Case("categorical").Vae(Device.Cpu), With(Tensor.Ones([5, 7]), 3), "3 at column 2", "whole numbers from 0 to 2");
        Refused(Case("discretized logistic").Vae(Device.Cpu), With(Tensor.Ones([5, 7]), 0.5), "0.5", "multiples of 1/5 from 0 to 1");
        Refused(new Vae(new GaussianEncoder(7, 3, 2), new DiscretizedLogisticDecoder(2, 3, 7)), Dataset.From(Tensor.Arange(35).Reshape(5, 7)), "divided by 255");
    }

    [Fact]
    public void Every_model_that_trains_refuses_NaN()
    {
        var data = With(Tensor.Ones([5, 7]), double.NaN);
        Refused(new ConditionalVae(new LabelCondition(3), new GaussianEncoder(10, 4, 2), new BernoulliDecoder(5, 4, 7)), data, "Row 3", "column 2", "BernoulliDecoder");
        Refused(LiftedVae.Lift(Case("Bernoulli").Vae(Device.Cpu), 5), data, "Row 3", "column 2", "BernoulliDecoder");
        Refused(new Plain(), data, "Row 3", "column 2", "Plain learns from finite numbers");
    }

    private sealed class Plain : Module, ITrainable
    {
        public Plain() => Register("line", new Linear(7, 1));

        public Tensor Loss(Batch batch, RandomStream noise) => GetChild<Linear>("line").Forward(batch.Images).Square().Mean();
    }
}
