using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Tests.Facts.Writing;

/// <summary>How a person reads a whole number.</summary>
public sealed class WholeNumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(2026, "2026")]
    [InlineData(-9999, "-9999")]
    [InlineData(10_000, "10,000")]
    [InlineData(-1_234_567, "-1,234,567")]
    public void A_year_stays_a_year_and_from_five_digits_on_thousands_are_set_apart(long number, string text) =>
        Assert.Equal(text, ValueText.Of(Value.Of(number), ScalarType.Integer, Language.English));
}
