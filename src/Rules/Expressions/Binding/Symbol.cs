using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Binding;

/// <summary>A name that an expression can use.</summary>
internal abstract record Symbol(string Name, FactType Type, LocalizedText? Label)
{
    /// <summary>Unit where the type does not say it; null when there is none.</summary>
    public LocalizedText? Unit { get; init; }
}

/// <summary>A fact; <see cref="Index"/> is its slot.</summary>
internal sealed record FactSymbol(string Name, FactType Type, LocalizedText? Label, int Index) : Symbol(Name, Type, Label);

/// <summary>A figure or list of the policy; constant for one version.</summary>
internal sealed record ParameterSymbol(string Name, FactType Type, LocalizedText? Label, Value Value) : Symbol(Name, Type, Label);

/// <summary>An intermediate result or a lambda parameter; <see cref="Slot"/> is its place among the locals.</summary>
internal sealed record LocalSymbol(string Name, FactType Type, LocalizedText? Label, int Slot) : Symbol(Name, Type, Label)
{
    /// <summary>For a lambda parameter that stands for the items of a list: the list as its supplier knows it.</summary>
    public string? ItemOf { get; init; }
}

internal enum EvaluationInput { Now, Today, AsOf }

/// <summary>An input of the evaluation itself: never the system clock.</summary>
internal sealed record InputSymbol(string Name, FactType Type, LocalizedText? Label, EvaluationInput Input) : Symbol(Name, Type, Label);
