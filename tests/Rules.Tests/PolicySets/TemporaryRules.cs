using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Tests.PolicySets;

/// <summary>A root of rules in a temporary folder, written file by file and gone at the end of the test.</summary>
internal sealed class TemporaryRules : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmwf-");

    /// <summary>A root with one policy <c>bank/cards</c> whose catalogue is empty.</summary>
    public static TemporaryRules WithPolicy(string? types = null)
    {
        var rules = new TemporaryRules();
        Directory.CreateDirectory(Path.Combine(rules.Root, "_base"));
        return rules.Write("bank/cards/policy.json", $$"""
            { "kind": "Policy", "name": "cards", "line": "bank", "title": { "zh": "信用卡客户", "en": "Card customers" }{{(types is null ? "" : $", \"types\": {types}")}} }
            """);
    }

    public string Root => Path.Combine(_folder.FullName, "rules");

    public TemporaryRules Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public TemporaryRules Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    public LoadResult Load(string below = "") => PolicyLoader.Load(Path.Combine(Root, below));

    /// <summary>The policy <c>bank/cards</c>; fails when something was found.</summary>
    public PolicySet Policy()
    {
        var load = Load();
        Assert.Empty(load.Diagnostics);
        return load.Library.Find("bank", "cards")!;
    }

    /// <summary>What was found, as <c>code file(line,column)</c>.</summary>
    public string[] Findings(string below = "") => [.. Load(below).Diagnostics.Select(d => $"{d.Code} {d.Span}")];

    public void Dispose() => _folder.Delete(recursive: true);
}
