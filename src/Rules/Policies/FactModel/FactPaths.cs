using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Entities;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.FactModel;

/// <summary>Holds the facts of documents against the fact model of their line.</summary>
internal static class FactPaths
{
    public static void Check(DecisionDocument document, EntityModel? model, DiagnosticBag diagnostics)
    {
        foreach (var fact in document.Facts)
        {
            if (fact.From is not { } path) continue;
            var span = document.Source.Facts.First(f => f.Name == fact.Name).Span;
            if (model is null) diagnostics.Add(FactModelDiagnostics.NoModel, span, fact.Label, path);
            else if (model.Find(path) is not { } field)
                diagnostics.Add(FactModelDiagnostics.UnknownPath, span, fact.Label, path, Suggestion.Phrase(path, model.Entities.SelectMany(e => e.Fields).Select(f => f.Path)));
            else if (!Fits(field.Type.NotNull(), fact.Type.NotNull()))
                diagnostics.Add(FactModelDiagnostics.OtherType, span, fact.Label, fact.Type.Name, field.Type.Name, path);
        }
    }

    // A whole number is a number; everything else must be the same type.
    private static bool Fits(FactType field, FactType fact) =>
        field.Equals(fact) || (field.Equals(ScalarType.Integer) && fact is ScalarType { Kind: ValueKind.Decimal });
}
