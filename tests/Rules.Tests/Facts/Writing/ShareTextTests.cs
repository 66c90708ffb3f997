using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Tests.Facts.Writing;

/// <summary>Found by the long run of generated explanations: the text of a share must not overflow where its computation does not.</summary>
public sealed class ShareTextTests
{
    [Theory]
    [InlineData(0.15, "15%")]
    [InlineData(-0.005, "-0.5%")]
    public void A_share_is_told_in_hundredths(double share, string text) =>
        Assert.Equal(text, ValueText.Of(Value.Of((decimal)share), ScalarType.Percentage, Language.English));

    [Fact]
    public void The_largest_share_is_told_as_a_number() =>
        Assert.StartsWith("79,228", ValueText.Of(Value.Of(decimal.MaxValue), ScalarType.Percentage, Language.English), StringComparison.Ordinal);
}
