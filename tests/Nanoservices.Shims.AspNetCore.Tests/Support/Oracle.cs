using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Support;

/// <summary>Kestrel itself says what is right: the same code runs in a handler on it and on the shim.</summary>
internal static class Oracle
{
    /// <summary>What <paramref name="look"/> says in a handler is the same on both.</summary>
    public static async Task AssertSameAsync(Func<HttpContext, object?> look)
    {
        string[] answers = new string[2];
        for (int i = 0; i < answers.Length; i++)
        {
            await using Site site = await Site.StartAsync(nanoservices: i == 1, app => app.MapGet("/", (HttpContext context) => Say(() => look(context))));
            answers[i] = await site.Client.GetStringAsync(new Uri("/", UriKind.Relative));
        }

        Assert.Equal(answers[0], answers[1]);
    }

    private static string Say(Func<object?> look)
    {
        try
        {
            return $"{look()}";
        }
        catch (Exception e)
        {
            return $"{e.GetType()}: {e.Message}";
        }
    }
}
