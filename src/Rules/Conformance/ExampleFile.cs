using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Conformance;

/// <summary>Finds and reads the files of tests beside the documents of a policy.</summary>
internal static class ExampleFile
{
    public static IEnumerable<ExamplesDocument> ReadAll(PolicySet policy, DiagnosticBag diagnostics)
    {
        foreach (var file in Directory.EnumerateFiles(policy.Folder, "*" + ExampleRunner.FileEnding, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = string.Join('/', policy.Line, policy.Name, Path.GetRelativePath(policy.Folder, file).Replace('\\', '/'));
            if (JsonSource.Parse(name, File.ReadAllBytes(file), diagnostics) is { } node && new DocumentReader(diagnostics).Read<ExamplesDocument>(node) is { } examples)
                yield return examples;
        }
    }
}
