using System.Diagnostics;
using Nanoservices.Host.App;
using Nanoservices.InProcess;

// The brain of the Host's tests; "mode" says how it misbehaves.
string mode = args.FirstOrDefault(argument => argument.StartsWith("--mode=", StringComparison.Ordinal))?["--mode=".Length..] ?? "";
if (mode == "crash")
{
    throw new InvalidOperationException("the app crashes on purpose");
}

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddDistributedMemoryCache();
if (mode != "forgot")
{
    builder.WebHost.UseNanoservices();
}
else
{
    builder.WebHost.UseUrls("http://127.0.0.1:0");
}

WebApplication app = builder.Build();
if (mode == "stubborn")
{
    app.Lifetime.ApplicationStopping.Register(() => Thread.Sleep(Timeout.Infinite));
}

app.MapGet("/", () => "ok");
app.MapObjects();
app.MapGet("/content-root", (IWebHostEnvironment environment) => environment.ContentRootPath);
app.MapGet("/environment/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
app.MapGet("/slow", async (int milliseconds) =>
{
    Console.WriteLine("slow begins");
    await Task.Delay(milliseconds);
    return "slow";
});
app.MapGet("/log", (int lines) =>
{
    for (int i = 0; i < lines; i++)
    {
        Console.WriteLine($"line {i} of {lines}");
    }

    return "logged";
});

// A daemon: in a session of its own, so that it is in nobody's process group.
app.MapGet("/daemon", () =>
{
    using Process daemon = Process.Start("setsid", ["--fork", "sleep", "600"]);
    daemon.WaitForExit();
    return "started";
});
app.Run();
