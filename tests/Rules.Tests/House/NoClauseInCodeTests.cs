using System.Text.RegularExpressions;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Tests.House;

/// <summary>The program knows kinds, not clients: no policy, clause or code of a policy stands in the source.</summary>
public sealed partial class NoClauseInCodeTests
{
    private static readonly PolicyLibrary Library = PolicyLoader.Load(Path.Combine(Repository.Root, "rules")).Library;

    private static readonly string Source = string.Concat(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText));

    [Fact]
    public void No_clause_id_stands_in_the_source() =>
        Assert.Equal([], Library.Policies.SelectMany(p => p.Clauses).Select(c => c.Id).Where(id => Source.Contains(id, StringComparison.Ordinal)));

    [Fact]
    public void No_policy_is_named_in_the_source_but_in_examples_of_the_help() =>
        Assert.Equal([], Library.Policies.Select(p => p.Name).Where(name => Uses(name) > 0));

    [Fact]
    public void No_code_of_a_policy_stands_in_the_source()
    {
        // Words of one part (met, open, allow) are everybody's; a code of several parts is somebody's.
        var codes = Library.Policies.SelectMany(p => p.Documents).SelectMany(d => d.Parts.Types.Declared).OfType<EnumType>()
            .SelectMany(e => e.Declaration.Members).Select(m => m.Code).Where(c => SeveralParts().IsMatch(c)).Distinct().ToArray();
        Assert.True(codes.Length > 200);
        // The states and verdicts that a kind brings are the program's own words.
        var ofKinds = PolicyKinds.All.Values.SelectMany(k => k.Types).OfType<EnumType>().SelectMany(e => e.Declaration.Members).Select(m => m.Code).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], codes.Where(c => !ofKinds.Contains(c) && Source.Contains($"\"{c}\"", StringComparison.Ordinal)));
    }

    // A verb's example names a policy that the reader can try.
    private static int Uses(string name) => Source.Split('\n').Count(line => line.Contains(name, StringComparison.Ordinal) && !line.Contains("crmwf ", StringComparison.Ordinal));

    [GeneratedRegex("^[a-z]+([A-Z][a-z]+)+$")]
    private static partial Regex SeveralParts();
}
