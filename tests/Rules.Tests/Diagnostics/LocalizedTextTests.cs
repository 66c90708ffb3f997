using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Diagnostics;

public sealed class LocalizedTextTests
{
    [Fact]
    public void A_text_is_written_when_it_is_first_read_and_once_a_language()
    {
        var written = new List<Language>();
        var text = new LocalizedText(language =>
        {
            written.Add(language);
            return language == Language.Chinese ? "应收" : "due";
        });
        Assert.Empty(written);
        Assert.Equal("应收", text.In(Language.Chinese));
        Assert.Equal("应收", text.Zh);
        Assert.Equal([Language.Chinese], written);
    }

    [Fact]
    public void Texts_that_read_alike_are_equal_whenever_they_were_written()
    {
        var late = new LocalizedText(language => language == Language.Chinese ? "应收" : "due");
        Assert.Equal(new LocalizedText("应收", "due"), late);
        Assert.Equal(new LocalizedText("应收", "due").GetHashCode(), late.GetHashCode());
        Assert.NotEqual(new LocalizedText("应收", "receivable"), late);
    }
}
