using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>Checks a base on its own, so that its author need not wait for somebody to extend it.</summary>
internal static class BaseCheck
{
    public static void Run(string file, SharedRules shared, DiagnosticBag diagnostics)
    {
        var name = Path.GetRelativePath(shared.Root, file).Replace('\\', '/')[..^".json".Length];
        if (shared.Bases.Find(name, diagnostics) is not { } effective) return;
        if (new DocumentReader(diagnostics).Read(effective.Node, effective.Kind.DocumentType) is not PolicyDocument document) return;
        // Documents that a base uses, and the types of a policy, are those of the policy that extends it.
        if (document.Uses.Count > 0) return;
        new DocumentLinker(document, TypeTable.Default, shared.Functions, shared.Calendar, _ => null, [], diagnostics) { Overrides = effective.Overrides }.Link(effective.Kind);
    }
}
