using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Nanoservices.Shims.AspNetCore.Fields;
using Nanoservices.Shims.AspNetCore.Tests.Support;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Fields;

public sealed class ResponseFieldsTests
{
    [Theory]
    [InlineData("X-A", "plain")]
    [InlineData("X-A", "tab\tin it")]
    [InlineData("X-A", "a\r\nX-B: smuggled")]
    [InlineData("X-A", "a\0b")]
    [InlineData("X-A", "nön-ASCII")]
    [InlineData("X-A", "\u007f")]
    [InlineData("X A", "space in the name")]
    [InlineData("X\u00e4", "name")]
    [InlineData("X:A", "name")]
    [InlineData("", "name")]
    [InlineData("ETag", "\"e\u0001\"")]
    [InlineData("etag", "\"known, in small letters\"")]
    [InlineData("Content-Length", "17")]
    [InlineData("content-length", "-1")]
    [InlineData("Content-Length", " 5 ")]
    [InlineData("Content-Length", "99999999999999999999")]
    [InlineData("Content-Length", "five")]
    public Task Names_and_values_are_taken_or_refused_as_on_Kestrel(string name, string value) => Oracle.AssertSameAsync(context =>
    {
        IHeaderDictionary fields = context.Response.Headers;
        string said = "";
        foreach (Action act in (Action[])[() => fields[name] = value, () => ((IDictionary<string, StringValues>)fields).Add(name, value), () => fields.Append(name, value), () => fields.Remove(name)])
        {
            try
            {
                act();
                said += $"ok {fields.Count} {fields[name]}; ";
            }
            catch (Exception e)
            {
                said += $"{e.GetType()}: {e.Message}; ";
            }
        }

        said += string.Join(',', fields.Select(f => f.Key)) + fields.ContentLength;
        fields.Clear();
        return said;
    });

    [Fact]
    public Task Order_count_and_spelling_are_as_on_Kestrel() => Oracle.AssertSameAsync(context =>
    {
        IHeaderDictionary fields = context.Response.Headers;
        fields["x-own"] = "1";
        fields["X-OWN"] = new StringValues(["2", "3"]);
        fields["VARY"] = "a";
        fields["allow"] = "GET";
        fields.ContentLength = 4;
        fields["X-Empty"] = "";
        fields["X-None"] = StringValues.Empty;
        string said = string.Join('|', fields.Select(f => $"{f.Key}={f.Value}")) + $" {fields.Count} {fields.ContainsKey("x-none")}";
        fields.Clear();
        return said;
    });

    [Fact]
    public void After_the_start_nothing_can_be_set_but_by_the_server()
    {
        ResponseFields fields = new(encodings: null);
        fields["X-A"] = "1";
        fields.SetReadOnly();
        Assert.Throws<InvalidOperationException>(() => fields["X-A"] = "2");
        Assert.Throws<InvalidOperationException>(() => fields.Remove("X-A"));
        Assert.Throws<InvalidOperationException>(() => fields.ContentLength = 1);
        Assert.Throws<InvalidOperationException>(fields.Clear);
        fields.SetAsServer("Server", "Kestrel");
        fields.SetLengthAsServer(0);
        Assert.Equal(["Server", "Content-Length", "X-A"], fields.Keys);
    }

    [Fact]
    public void The_server_sets_nothing_over_the_app()
    {
        ResponseFields fields = new(encodings: null) { ["Server"] = "mine" };
        fields.SetAsServer("Server", "Kestrel");
        Assert.Equal("mine", fields["Server"]);
        Assert.True(fields.RemoveAsServer("Server"));
        Assert.False(fields.RemoveAsServer("Server"));
    }

    [Fact]
    public void With_an_encoding_selector_other_letters_pass_and_controls_do_not()
    {
        ResponseFields fields = new(name => name == "X-Latin" ? Encoding.Latin1 : null) { ["X-Latin"] = "ö" };
        Assert.Equal("ö", fields["X-Latin"]);
        Assert.Throws<InvalidOperationException>(() => fields["X-Latin"] = "\r\n");
        Assert.Throws<InvalidOperationException>(() => fields["X-Other"] = "ö");
    }

    [Fact]
    public void A_field_line_is_made_for_each_value_and_none_for_null()
    {
        ResponseFields fields = new(encodings: null) { ["X-A"] = new StringValues(["1", null, "2"]), ["ETag"] = "\"e\"" };
        Assert.Equal([("ETag", "\"e\""), ("X-A", "1"), ("X-A", "2")], FieldLines.Of(fields).Select(f => (f.Name, f.Value)));
    }
}
