using Engine.Models;

namespace Engine.Tests.Models.Optimizers;

public class ScheduleTests
{
    [Fact]
    public void Constant_never_changes() => Assert.Equal(0.3, new ConstantSchedule(0.3).At(1_000_000));

    [Fact]
    public void Steps_fall_at_multiples()
    {
        var schedule = new StepSchedule(0.8, every: 10, factor: 0.5);
        Assert.Equal([0.8, 0.8, 0.4, 0.4, 0.2], new long[] { 0, 9, 10, 19, 20 }.Select(schedule.At));
    }

    [Fact]
    public void Pieces_change_at_their_steps_and_of_two_at_one_step_the_later_counts()
    {
        var schedule = new PiecewiseSchedule(1, (10, 0.5), (20, 0.3), (20, 0.1));
        Assert.Equal([1, 1, 0.5, 0.5, 0.1, 0.1], new long[] { 0, 9, 10, 19, 20, 1000 }.Select(schedule.At));
        Assert.Equal(0.2, new PiecewiseSchedule(0.2).At(7));
    }

    [Fact]
    public void Exponential_falls_by_a_factor() => Assert.Equal(0.1 * 0.81, new ExponentialSchedule(0.1, 0.9).At(2), 1e-15);

    [Fact]
    public void Linear_goes_straight_and_stays() =>
        Assert.Equal([2, 1.5, 1, 1], new long[] { 0, 2, 4, 400 }.Select(new LinearSchedule(2, 1, 4).At));

    [Fact]
    public void Cycles_rise_and_stay_again_and_again_and_end_on_the_plateau()
    {
        var schedule = new CyclicalSchedule(steps: 16, cycles: 2, rise: 0.5, from: 0.2, to: 1);
        Assert.Equal([0.2, 0.4, 0.8, 1, 1, 0.2, 0.6, 1, 1, 1], new long[] { 0, 1, 3, 4, 7, 8, 10, 15, 16, 400 }.Select(step => Math.Round(schedule.At(step), 12)));
        Assert.Equal([0, 0.5, 0, 0.5, 1], new long[] { 0, 1, 2, 3, 4 }.Select(new CyclicalSchedule(4, cycles: 2, rise: 1).At));
        Assert.Contains("at least 3", Assert.Throws<ArgumentOutOfRangeException>(() => new CyclicalSchedule(2, cycles: 3)).Message, StringComparison.Ordinal);
        Assert.Contains("not 0", Assert.Throws<ArgumentOutOfRangeException>(() => new CyclicalSchedule(9, rise: 0)).Message, StringComparison.Ordinal);
        Assert.Contains("not 0", Assert.Throws<ArgumentOutOfRangeException>(() => new CyclicalSchedule(9, cycles: 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cosine_rises_over_the_warm_up_and_falls_to_the_last_rate()
    {
        var schedule = new CosineSchedule(rate: 1, steps: 14, warmUp: 4, last: 0.2);
        Assert.Equal([0.25, 0.5, 0.75, 1, 1], new long[] { 0, 1, 2, 3, 4 }.Select(schedule.At));
        Assert.Equal(0.6, schedule.At(9), 1e-15);
        Assert.Equal(0.2, schedule.At(14), 1e-15);
        Assert.Equal(0.2, schedule.At(100), 1e-15);
    }

    [Fact]
    public void Wrong_settings_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantSchedule(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSchedule(1, every: 0));
        Assert.Contains("step 5", Assert.Throws<ArgumentException>(() => new PiecewiseSchedule(1, (10, 0.5), (5, 0.1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PiecewiseSchedule(1, (-1, 0.5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PiecewiseSchedule(1, (10, -0.5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialSchedule(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearSchedule(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule(1, steps: 10, warmUp: 10));
    }
}
