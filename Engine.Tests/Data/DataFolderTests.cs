namespace Engine.Tests.Data;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_above_the_start_is_found_the_nearest_first()
    {
        var far = Directory.CreateDirectory(folder.File("data/mnist")).FullName;
        var start = Directory.CreateDirectory(folder.File("a/b/c")).FullName;
        Assert.Equal(far, DataFolder.Search("mnist", [start]));
        var near = Directory.CreateDirectory(folder.File("a/data/mnist")).FullName;
        Assert.Equal(near, DataFolder.Search("mnist", [start]));
    }

    [Fact]
    public void Starts_are_tried_in_order()
    {
        var second = Directory.CreateDirectory(folder.File("b/data/some-set")).FullName;
        var first = Directory.CreateDirectory(folder.File("a")).FullName;
        Assert.Equal(second, DataFolder.Search("some-set", [first, folder.File("b")]));
    }

    [Fact]
    public void An_error_lists_where_it_was_looked_for()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => DataFolder.Search("some-set", [folder.File("a/b")]));
        foreach (var place in new[] { "a/b/data/some-set", "a/data/some-set", "data/some-set" })
            Assert.Contains(folder.File(place), error.Message);
        Assert.Contains(folder.File("x"), Assert.Throws<DirectoryNotFoundException>(() => DataFolder.Find("mnist", folder.File("x"))).Message);
    }

    [Fact]
    public void A_folder_given_may_be_the_sets_or_the_one_above()
    {
        Assert.Equal(folder.Path, DataFolder.Find("mnist", folder.Path));
        var inside = Directory.CreateDirectory(folder.File("mnist")).FullName;
        Assert.Equal(inside, DataFolder.Find("mnist", folder.Path));
    }
}
