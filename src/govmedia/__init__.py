"""govmedia: a government's new-media accounts (政务新媒体) in Git. Facts live here; norms in hooks/, acts in scripts/."""
