using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

/// <summary>The states of a target, which documents name <c>serviceState</c> in their outcome.</summary>
internal static class ServiceState
{
    public static EnumType Type { get; } = new(new EnumDeclaration("serviceState", [Member("open"), Member("met"), Member("breached"), Member("notRequired")]));

    public static Value Open { get; } = Of("open");

    public static Value Met { get; } = Of("met");

    public static Value Breached { get; } = Of("breached");

    public static Value NotRequired { get; } = Of("notRequired");

    /// <summary>The state of a case of several targets.</summary>
    public static Value Together(IReadOnlyCollection<Value> states) =>
        states.Contains(Breached) ? Breached : states.Contains(Open) ? Open : states.Contains(Met) ? Met : NotRequired;

    private static Value Of(string code) => Value.Of(Type.Declaration.Canonical(code));

    private static EnumMember Member(string code) => new(code, TextCatalog.Rules.Find("service.state." + code));
}
