using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>An amount of money in one currency; amounts of different currencies never mix.</summary>
/// <param name="currency">ISO 4217 code.</param>
/// <param name="nullable">Whether null is a value.</param>
public sealed class MoneyType(string currency, bool nullable = false) : FactType(nullable)
{
    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; } = currency;

    /// <inheritdoc/>
    public override string BaseName => $"Money({Currency})";

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Decimal;

    private protected override FactType With(bool nullable) => new MoneyType(Currency, nullable);
}
