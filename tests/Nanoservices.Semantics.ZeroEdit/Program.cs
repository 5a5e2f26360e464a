using Nanoservices.InProcess;
using Nanoservices.Semantics.App;

await SemanticsApp.Build(args, builder => builder.WebHost.UseNanoservices()).RunAsync();
