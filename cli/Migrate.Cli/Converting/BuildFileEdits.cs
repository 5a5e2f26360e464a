using Migrate.Analysis;
using Migrate.Cli.Converting.Copies;
using Migrate.Cli.Converting.Projects;
using Migrate.Cli.Converting.Sources;
using Migrate.Cli.Texts;

namespace Migrate.Cli.Converting;

/// <summary>Everything of a conversion that is not C#: project files, versions, package source, placement.</summary>
internal sealed class BuildFileEdits
{
    private const string DefaultConfig = "nuget.config";

    private static readonly string[] ConfigNames = [DefaultConfig, "NuGet.config", "NuGet.Config"];

    private readonly ConversionPlan plan;
    private readonly WorkingCopy copy;
    private readonly RuntimePackages packages;

    internal BuildFileEdits(ConversionPlan plan, WorkingCopy copy, RuntimePackages packages)
    {
        this.plan = plan;
        this.copy = copy;
        this.packages = packages;
    }

    /// <summary>All edits but those that depend on the C# code.</summary>
    /// <param name="retarget">Set the target framework of older apps.</param>
    internal void Apply(bool retarget)
    {
        foreach (string file in plan.Inherited)
        {
            copy.TakeAlong(file);
        }

        foreach (ProjectFacts app in plan.Apps)
        {
            if (retarget && !app.IsNewEnough)
            {
                Retarget(app);
            }

            AddPackage(app);
        }

        packages.CopyTo(copy.Root);
        AddSource();
        AddPlacements();
    }

    /// <summary>Makes a project refer to the run time.</summary>
    internal void AddPackage(ProjectFacts project)
    {
        string? versions = project.HasCentralVersions ? project.BuildFiles.GetValueOrDefault("DirectoryPackagesPropsPath") : null;
        copy.Edit(
            plan.PathInCopy(project.File),
            text => PackageReferenceEdit.AddReference(text, RuntimeNames.Package, versions is null ? packages.Version : null));
        if (versions is not null)
        {
            copy.Edit(plan.PathInCopy(versions), text => PackageReferenceEdit.AddVersion(text, RuntimeNames.Package, packages.Version));
        }
    }

    private void Retarget(ProjectFacts app)
    {
        string? props = app.BuildFiles.GetValueOrDefault("DirectoryBuildPropsPath");
        string[] homes = [app.File, .. props is null ? (string[])[] : [props]];
        if (!homes.Any(file => copy.Edit(plan.PathInCopy(file), text => FrameworkEdit.Retarget(text, ProjectFacts.OldestFramework))))
        {
            throw new AnalysisException(
                $"--retarget: neither '{app.File}' nor its Directory.Build.props states the target framework without a condition. Set it by hand.");
        }
    }

    private void AddSource()
    {
        string config = ConfigNames.FirstOrDefault(copy.Has) ?? DefaultConfig;
        if (!copy.Has(config))
        {
            copy.Add(config, TextFile.New(PackageSourceEdit.New(RuntimePackages.SourceKey, RuntimePackages.RelativePath)).Encode());
        }
        else
        {
            copy.Edit(config, text => PackageSourceEdit.Add(text, RuntimePackages.SourceKey, RuntimePackages.RelativePath));
        }

        bool isMapped = PackageSourceEdit.HasMapping(TextFile.Read(copy.FullPath(config)).Text);
        foreach (string versions in plan.Apps.Where(app => app.HasCentralVersions && !isMapped)
            .Select(app => app.BuildFiles.GetValueOrDefault("DirectoryPackagesPropsPath")).OfType<string>().Distinct())
        {
            copy.Edit(plan.PathInCopy(versions), SourceWarningEdit.Silence);
        }
    }

    private void AddPlacements()
    {
        ProjectFacts[] apps = [.. plan.Apps];
        foreach (ProjectFacts app in apps)
        {
            string project = plan.PathInCopy(app.File);
            string file = apps.Length == 1 ? PlacementText.FileName : $"placement.{Path.GetFileNameWithoutExtension(project)}.json";
            if (!copy.Has(file))
            {
                copy.Add(file, TextFile.New(PlacementText.Of(project)).Encode());
            }
        }
    }
}
