namespace CrmWorkflows.Host.Tests.Cli;

/// <summary><c>crmwf book</c>: the text of a policy, printed or written to a file.</summary>
public sealed class BookTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmwf-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("zh", "# 信用卡客户分级办法")]
    [InlineData("en", "# Grades of card customers")]
    public void A_policy_is_printed_in_the_readers_language(string language, string title)
    {
        var run = CommandLineRun.Of("book", "--line", "bank", "--policy", "card-customers", "--rules", "~/rules", "--lang", language);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(title, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_the_line_in_front_of_a_policys_name_may_be_left_out()
    {
        string[] book = ["book", "--line", "guarantee", "--rules", "~/rules", "--policy"];
        var run = CommandLineRun.Of([.. book, "resource-library"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(CommandLineRun.Of([.. book, "guarantee-resource-library"]).Out, run.Out);
    }

    [Fact]
    public void A_file_takes_the_same_text_and_nothing_is_printed()
    {
        var file = Path.Combine(_folder.FullName, "book.md");
        string[] book = ["book", "--line", "bank", "--policy", "card-customers", "--rules", "~/rules"];
        var run = CommandLineRun.Of([.. book, "--out", file]);
        Assert.Equal((0, "", ""), (run.ExitCode, run.Out, run.Error));
        Assert.Equal(CommandLineRun.Of(book).Out, File.ReadAllText(file));
    }

    [Fact]
    public void A_policy_that_does_not_exist_is_a_finding_with_the_nearest_name()
    {
        var run = CommandLineRun.Of("book", "--line", "bank", "--policy", "card-customer", "--rules", "~/rules");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("CWF8004", run.Error, StringComparison.Ordinal);
    }
}
