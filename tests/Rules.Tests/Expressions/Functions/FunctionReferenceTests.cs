using System.Text;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Tests.House;

namespace CrmWorkflows.Rules.Tests.Expressions.Functions;

/// <summary>The reference page lists exactly the functions that exist; <c>CRMWF_UPDATE=1</c> writes it anew.</summary>
public sealed class FunctionReferenceTests
{
    [Fact]
    public void The_reference_page_lists_every_function_with_its_meaning()
    {
        var path = Path.Combine(Repository.Root, "docs", "reference", "functions.md");
        var page = Page();
        if (Environment.GetEnvironmentVariable("CRMWF_UPDATE") == "1") File.WriteAllText(path, page);
        Assert.Equal(page, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_function_is_named_and_described_in_both_languages()
    {
        var missing = FunctionLibrary.BuiltIn.Names.SelectMany(n => new[] { $"function.{n}", $"function.{n}.doc" }).Where(k => TextCatalog.Rules.Find(k) is null);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_function_stands_in_a_row_of_the_conformance_files()
    {
        var folder = Path.Combine(Repository.Root, "tests", "Conformance", "expressions");
        var rows = string.Concat(Directory.EnumerateFiles(folder, "*.csv").Select(File.ReadAllText));
        // workingTimeBetween needs a calendar with hours and is proved beside the calendars.
        var untried = FunctionLibrary.BuiltIn.Names.Where(n => n != "workingTimeBetween" && !rows.Contains(n + "(", StringComparison.Ordinal));
        Assert.Empty(untried);
    }

    private static string Page()
    {
        var page = new StringBuilder();
        page.Append("# Functions\n\nGenerated from the library; a test holds it current. `T`, `U`, `K` stand for any type, `N` for a number or money, `C` for a type with an order;\n");
        page.Append("a parameter whose type ends in `?` takes null, every other null argument makes the result null, a missing one makes it missing.\n");
        page.Append("`list.where(x => ...)` is the same as `where(list, x => ...)`.\n\n本页由函数库生成。参数类型以 `?` 结尾的可接受空值;其余参数为空则结果为空,缺少则结果为缺少。\n\n");
        page.Append("| function | meaning | 含义 |\n|--|--|--|\n");
        foreach (var group in FunctionLibrary.BuiltIn.All.GroupBy(f => f.Name))
        {
            var signatures = string.Join("<br>", group.Select(f => $"`{f.Signature.Text.Replace("|", "\\|", StringComparison.Ordinal)}`"));
            page.Append($"| {signatures} | {TextCatalog.Rules.Get($"function.{group.Key}.doc", Language.English)} | {TextCatalog.Rules.Get($"function.{group.Key}.doc", Language.Chinese)} |\n");
        }
        return page.ToString();
    }
}
