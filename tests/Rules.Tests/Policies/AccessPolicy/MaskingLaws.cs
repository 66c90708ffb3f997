using CrmWorkflows.Rules.Policies.AccessPolicy;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Policies.AccessPolicy;

/// <summary>What a mask leaves readable, by example and as laws over generated numbers.</summary>
public sealed class MaskingLaws
{
    private static readonly MaskKind[] Positional = [MaskKind.Phone, MaskKind.IdNumber, MaskKind.Account];

    [Theory]
    [InlineData("Name", "张三", "张*")]
    [InlineData("Name", "欧阳娜娜", "欧***")]
    [InlineData("Name", "𠮷田", "𠮷*")]
    [InlineData("Name", "李", "*")]
    [InlineData("Phone", "13812345678", "138****5678")]
    [InlineData("Phone", "0571-88886666", "057*-****6666")]
    [InlineData("Phone", "12345", "****5")]
    [InlineData("IdNumber", "11010119900307123X", "110101********123X")]
    [InlineData("IdNumber", "110101900307123", "110101*****7123")]
    [InlineData("Account", "6222 0212 3456 7890", "**** **** **** 7890")]
    [InlineData("All", "any", "******")]
    [InlineData("All", "", "")]
    public void A_mask_shows_what_it_is_meant_to_show(string mask, string text, string shown) =>
        Assert.Equal(shown, Masking.Apply(Enum.Parse<MaskKind>(mask), text));

    public static Arbitrary<(string Text, int Mask)> Numbers() => Arb.From(
        from signs in Gen.Elements("0123456789 -X".ToCharArray()).ArrayOf()
        from mask in Gen.Choose(0, 2)
        select (new string(signs), mask));

    [Property(Arbitrary = [typeof(MaskingLaws)], MaxTest = 1000)]
    public bool Length_and_separators_stay_and_no_sign_is_changed_into_another((string Text, int Mask) x)
    {
        var shown = Masking.Apply(Positional[x.Mask], x.Text);
        return shown.Length == x.Text.Length && shown.Zip(x.Text).All(p => p.First == p.Second || (p.First == '*' && p.Second is not (' ' or '-')));
    }

    [Property(Arbitrary = [typeof(MaskingLaws)], MaxTest = 1000)]
    public bool Four_signs_are_hidden_or_all_but_one((string Text, int Mask) x)
    {
        var signs = x.Text.Count(c => c is not (' ' or '-'));
        return Masking.Apply(Positional[x.Mask], x.Text).Count(c => c == '*') >= Math.Min(4, Math.Max(signs - 1, Math.Min(signs, 1)));
    }

    [Property(Arbitrary = [typeof(MaskingLaws)], MaxTest = 1000)]
    public bool Masking_twice_is_masking_once((string Text, int Mask) x)
    {
        var once = Masking.Apply(Positional[x.Mask], x.Text);
        return Masking.Apply(Positional[x.Mask], once) == once;
    }
}
