using CrmWorkflows.Rules.Interop.Books;

namespace CrmWorkflows.Rules.Tests.Interop.Books;

/// <summary>Who knows the published text finds its clauses in its order.</summary>
public sealed class PublishedOrderTests
{
    [Theory]
    [InlineData("1.1.3", "1.1.3")]
    [InlineData("第十二条(二)", "12.2")]
    [InlineData("第二十条", "20")]
    [InlineData("第四、五条", "4.5")]
    [InlineData("二(一)1-2", "2.1.1")]
    [InlineData("第二章 4-5、11", "2.4")]
    [InlineData("第七章 9②-④、⑦", "7.9.2")]
    [InlineData("第二章 1;第八章 1", "2.1")]
    [InlineData("一", "1")]
    [InlineData("第一、客户分类 1", "1.1")]
    [InlineData("第一、客户分类 2、3", "1.2.3")]
    [InlineData("第三、客户维护 2", "3.2")]
    [InlineData("第四、客户投诉处理", "4")]
    [InlineData("附件一", "")]
    [InlineData("一般规定", "")]
    [InlineData("总则 5", "")]
    public void A_reference_is_read_by_the_numbers_of_its_first_place(string reference, string numbers) =>
        Assert.Equal(numbers, string.Join('.', PublishedOrder.Numbers(reference)));
}
