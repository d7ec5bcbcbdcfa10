using CsCheck;
using Engine.Devices.Reference;

namespace Engine.Tests.Data;

public sealed class BatchesTests
{
    /// <summary>Row i is (i, −i) with label i.</summary>
    private static Dataset Numbered(int count) =>
        Dataset.From([.. Enumerable.Range(0, count).Select(i => new float[] { i, -i })], [.. Enumerable.Range(0, count).Select(i => (float)i)]);

    [Fact]
    public void Every_row_comes_once_with_its_label_and_only_the_last_batch_is_short() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 12], Gen.Bool, Gen.Bool).Sample((count, size, shuffled, dropLast) =>
        {
            var set = Numbered(count);
            var seen = new List<double>();
            var sizes = new List<int>();
            foreach (var (images, labels) in set.Batches(size, shuffled ? new RandomStream(7) : null, dropLast))
            {
                var numbers = images.ToDoubles();
                sizes.Add(labels.Elements);
                Assert.Equal(new[] { labels.Elements, 2 }, images.Shape);
                Assert.Equal(labels.ToDoubles().SelectMany(i => new[] { i, -i }), numbers);
                seen.AddRange(labels.ToDoubles());
            }
            Assert.Equal(set.BatchCount(size, dropLast), sizes.Count);
            Assert.All(sizes.SkipLast(1), length => Assert.Equal(size, length));
            Assert.Equal(dropLast ? count / size * size : count, seen.Count);
            Assert.Equal(seen.Count, seen.Distinct().Count());
            if (!shuffled) Assert.Equal(Enumerable.Range(0, seen.Count).Select(i => (double)i), seen);
        }, iter: 200, threads: 1);

    [Fact]
    public void The_same_seed_gives_the_same_order_and_the_next_epoch_another()
    {
        var set = Numbered(50);
        var batches = set.Batches(7, new RandomStream(3));
        var (first, second) = (Order(batches), Order(batches));
        Assert.Equal(first, Order(set.Batches(7, new RandomStream(3))));
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, Order(set.Batches(7, new RandomStream(4))));
        Assert.NotEqual(first.Order(), first);
    }

    [Fact]
    public void The_order_is_drawn_when_the_enumeration_starts()
    {
        var (early, late) = (new RandomStream(3), new RandomStream(3));
        var batches = Numbered(20).Batches(5, early);
        Assert.Equal(early.Permutation(20), late.Permutation(20));
    }

    [Fact]
    public void A_slice_gives_batches_of_its_own_rows() =>
        Assert.Equal([4, 5, 6, 7, 8], Order(Numbered(10).Slice(4, 5).Batches(2, new RandomStream(1))).Order());

    [Fact]
    public void Epochs_take_no_new_storage()
    {
        var set = Numbered(1000);
        var shuffle = new RandomStream(1);
        var device = new ReferenceDevice();     // its own, or tests at the same time would be counted too
        long afterFirst = 0;
        for (var epoch = 0; epoch < 5; epoch++)
        {
            foreach (var (images, labels) in set.Batches(37, shuffle, device: device)) Assert.Equal(images.Shape[0], labels.Shape[0]);
            if (epoch == 0) afterFirst = device.Allocations;
        }
        Assert.Equal(afterFirst, device.Allocations);
    }

    [Fact]
    public void A_batch_ends_when_the_next_is_asked_for_or_the_loop_is_left()
    {
        var set = Numbered(10);
        using var batches = set.Batches(4).GetEnumerator();
        batches.MoveNext();
        var (first, copy) = (batches.Current.Images, batches.Current.Images.Clone());
        batches.MoveNext();
        Assert.Throws<ObjectDisposedException>(first.ToArray);
        Assert.Equal([0, 0, 1, -1, 2, -2, 3, -3], copy.ToArray());
        Tensor? left = null;
        foreach (var (images, _) in set.Batches(4))
        {
            left = images;
            break;
        }
        Assert.Throws<ObjectDisposedException>(left!.ToArray);
    }

    [Fact]
    public void A_batch_belongs_to_no_tape_that_is_open()
    {
        using var batches = Numbered(10).Batches(4).GetEnumerator();
        using (Tape.Record()) batches.MoveNext();
        Assert.Equal([0, 1, 2, 3], batches.Current.Labels.ToArray());
        using (Tape.Record())
        {
            batches.MoveNext();
            var now = batches.Current.Labels;
            batches.MoveNext();
            Assert.Throws<ObjectDisposedException>(now.ToArray);
        }
        Assert.Equal([8, 9], batches.Current.Labels.ToArray());
    }

    [Fact]
    public void Rows_without_labels_give_batches_with_none()
    {
        foreach (var (images, labels) in Dataset.From(Tensor.Ones([5, 2])).Batches(2, new RandomStream(1)))
        {
            Assert.Equal(2, images.Shape[1]);
            Assert.Equal(0, labels.Elements);
        }
    }

    [Fact]
    public void A_size_below_one_is_an_error_at_once()
    {
        Assert.Contains("at least 1 row, not 0", Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(3).Batches(0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(3).BatchCount(-1));
    }

    private static double[] Order(IEnumerable<Batch> batches) => [.. batches.SelectMany(batch => batch.Labels.ToDoubles())];
}
